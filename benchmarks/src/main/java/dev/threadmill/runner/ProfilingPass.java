package dev.threadmill.runner;

import dev.threadmill.machine.Redaction;
import dev.threadmill.recording.FlightRecording;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.ProfileIndex.Profile;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.ForkLauncher.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Profiles the cells of a measured run, with one more fork each, into its folder `profiles/`.
///
/// These forks are never timed and have no line in `forks.jsonl`: a profiler changes what it looks
/// at. Recordings are deleted once they are drawn. Run folders are published, and a recording may
/// hold the user's name, the home folder and the whole command line; the pictures hold all stacks.
public final class ProfilingPass {
  private final RunFolder folder;
  private final RunManifest manifest;
  private final Jdks jdks;
  private final Consumer<String> lines;
  private final List<Cell> cells;
  private final Stop stop = new Stop();
  private ProfileIndex index;

  /// @param lines takes a line about each cell
  public ProfilingPass(RunFolder folder, Jdks jdks, Consumer<String> lines) {
    this.folder = folder;
    this.jdks = jdks;
    this.lines = lines;
    manifest = folder.manifest();
    index = ProfileIndex.read(folder);
    var good =
        folder.forks().stream()
            .filter(ForkRecord::isOk)
            .map(ForkRecord::cell)
            .collect(Collectors.toSet());
    cells =
        manifest.cells().stream()
            .distinct()
            .filter(cell -> good.contains(cell.id()))
            .filter(cell -> !index.has(cell))
            .toList();
  }

  /// The cells still to be profiled: those that have a good fork, and no profile yet.
  public List<Cell> cells() {
    return cells;
  }

  /// How long that is expected to take.
  public Duration estimate() {
    return Duration.ofMillis(
        cells.stream().mapToLong(cell -> Estimate.forkMillis(cell, manifest.shape())).sum());
  }

  /// Profiles them, until all are done or the process is told to end. A failure is reported in a
  /// line and in the index, and never ends the run, whose numbers are there already.
  ///
  /// @return whether the profiles could be written
  public boolean run() {
    return stop.during(
        () -> {
          try {
            for (int i = 0; i < cells.size() && !stop.isRequested(); i++) {
              var slot = new Slot(cells.get(i), 1, i + 1, 1);
              lines.accept("[" + (i + 1) + "/" + cells.size() + "] " + told(slot));
            }
            return true;
          } catch (Unusable e) {
            lines.accept("No more profiles: " + e.getMessage());
            return false;
          }
        });
  }

  /// Profiles a cell, keeps what came of it, and tells it.
  private String told(Slot slot) {
    Cell cell = slot.cell();
    String outcome;
    try {
      var profiles = profile(slot);
      index = index.with(cell, profiles);
      outcome =
          profiles.stream()
              .map(profile -> profile.kind().label() + " " + profile.samples())
              .collect(Collectors.joining(", "));
    } catch (IOException | RuntimeException e) {
      if (stop.isRequested()) {
        return cell.id() + ": stopped";
      }
      var reason = Redaction.here().text(String.valueOf(e.getMessage()));
      index = index.withFailure(cell, reason);
      outcome = "not profiled: " + reason;
    }
    index.write(folder);
    return cell.id() + ": " + outcome;
  }

  private List<Profile> profile(Slot slot) throws IOException {
    try {
      return recorded(slot, FlightRecording.ASYNC);
    } catch (IOException | RuntimeException e) {
      if (stop.isRequested()) {
        throw e;
      }
      // A profiler that reads stacks which the JVM did not prepare may take the JVM down.
      return recorded(slot, "");
    }
  }

  private List<Profile> recorded(Slot slot, String profiler) throws IOException {
    Path recordings = Files.createTempDirectory("threadmill-profile");
    try {
      var launcher =
          new JmhForkLauncher(
              manifest.shape(),
              jdks,
              CpuAffinity.ofThisMachine(),
              folder.file(ProfileIndex.FOLDER).resolve("failures"),
              new Progress() {}, // for scores of a profiled fork mean nothing
              profiler + recordings);
      ForkRecord fork = launcher.launch(slot);
      if (!fork.isOk()) {
        throw new IOException("the profiled fork failed: " + fork.reason());
      }
      return new ProfileDrawing(folder, slot.cell(), jdks.apply(slot.cell()).feature())
          .draw(recordings);
    } finally {
      RunFolder.delete(recordings);
    }
  }
}
