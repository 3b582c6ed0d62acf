package dev.threadmill.runner;

import dev.threadmill.machine.Redaction;
import dev.threadmill.recording.FlightRecording;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.ProfileIndex.Profile;
import dev.threadmill.results.ProfileIndex.Profile.Profiler;
import dev.threadmill.results.ProfileIndex.ProfileKind;
import dev.threadmill.results.RecordedProfiles;
import dev.threadmill.results.RecordedProfiles.StackSamples;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.ForkLauncher.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

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
            .filter(cell -> cell.lane() == null) // a flight recording is of a JVM
            .filter(cell -> good.contains(cell.id()) && !index.has(cell))
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
  /// @param ifStopped what to say when it was told to end, before the process does
  /// @return whether the profiles could be written
  public boolean run(Runnable ifStopped) {
    return stop.during(
        () -> {
          try {
            for (int i = 0; i < cells.size() && !stop.isRequested(); i++) {
              var slot = new Slot(cells.get(i), 1, i + 1, 1);
              lines.accept("[" + (i + 1) + "/" + cells.size() + "] " + told(slot));
            }
            if (stop.isRequested()) {
              ifStopped.run();
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
              folder.output().below(ProfileIndex.FOLDER).below("failures"),
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

  /// Draws the recordings of one profiled fork into the folder of its run.
  ///
  /// @param folder the run
  /// @param cell whose fork it was
  /// @param feature the version of the JDK that ran it
  record ProfileDrawing(RunFolder folder, Cell cell, int feature) {
    /// From this version on a virtual thread leaves no event when it waits for a monitor or parks.
    private static final int SILENT_VIRTUAL_THREADS = 24;

    /// From this version on methods can be traced by a recording.
    private static final int TRACED_METHODS = 25;

    /// Draws a flame graph of each kind that has a stack, and says why the others have none.
    ///
    /// @param recordings the folder that a [FlightRecording] wrote to
    /// @throws IOException in a sentence, if there is no recording or it cannot be read
    List<Profile> draw(Path recordings) throws IOException {
      var jfr =
          RecordedProfiles.read(
              recording(recordings, "fork-")
                  .orElseThrow(() -> new IOException("the fork left no recording")));
      var async = recording(recordings, "async-");
      List<Profile> profiles = new ArrayList<>();
      for (ProfileKind kind : ProfileKind.values()) {
        if (kind == ProfileKind.CPU && async.isPresent()) {
          var samples = RecordedProfiles.read(async.get()).of(kind);
          profiles.add(drawn(samples, kind, Profiler.ASYNC_PROFILER, ""));
        } else if (kind != ProfileKind.PARKS || feature >= TRACED_METHODS) {
          Path note = recordings.resolve(FlightRecording.NO_ASYNC_PROFILER);
          boolean noted = kind == ProfileKind.CPU && Files.exists(note);
          var more = noted ? " " + Files.readString(note) : "";
          profiles.add(drawn(jfr.of(kind), kind, Profiler.JFR, more));
        }
      }
      return profiles;
    }

    private static Optional<Path> recording(Path recordings, String prefix) throws IOException {
      try (var files = Files.newDirectoryStream(recordings, prefix + "*.jfr")) {
        return StreamSupport.stream(files.spliterator(), false).findFirst();
      }
    }

    private Profile drawn(StackSamples samples, ProfileKind kind, Profiler profiler, String more)
        throws IOException {
      String caveat = blindSpots(kind, profiler) + more;
      if (samples.samples() == 0) {
        return new Profile(
            cell.id(), kind, profiler, null, 0, null, "Nothing of this was recorded. " + caveat);
      }
      String file = ProfileIndex.fileName(cell.id(), kind);
      samples.write(folder.output(), file, cell.id(), caveat);
      // async-profiler names the carrier as the thread, and often loses the frames that would tell.
      @Nullable Long onVirtualThreads =
          profiler == Profiler.JFR ? samples.onVirtualThreads() : null;
      return new Profile(
          cell.id(), kind, profiler, file, samples.samples(), onVirtualThreads, caveat);
    }

    /// What a profile of that kind cannot show, in sentences that stand beside its flame graph.
    private String blindSpots(ProfileKind kind, Profiler profiler) {
      boolean silent = feature >= SILENT_VIRTUAL_THREADS;
      var sentences =
          switch (kind) {
            case CPU ->
                "Waiting threads are not included, virtual or not. "
                    + (profiler == Profiler.ASYNC_PROFILER
                        ? "Stacks of virtual threads are often cut off at the bottom, and"
                            + " async-profiler does not know which threads are virtual. The JVM's"
                            + " own work is included, and so is that of the flight recorder,"
                            + " which ran as well."
                        : "The garbage collector, the compiler and other work of the JVM itself are"
                            + " not included, and below JDK 25 neither is native code.");
            case ALLOCATION ->
                "Allocation is sampled, and each sample is scaled up to what it stands for, so that"
                    + " a rare site may be missing.";
            case LOCKS ->
                "Waits of %s microseconds or longer, for a monitor or parked. "
                    + "Idle workers of thread pools are left out."
                    + (silent
                        ? " From JDK 24 on virtual threads leave no such events: only the waits of"
                            + " platform threads are included, and few of them do not mean that"
                            + " nobody waited."
                        : "");
            case PARKS ->
                "Parks of threads of both kinds are traced if they last %s microseconds or longer. "
                    + "Waits for monitors are not included, and tracing itself costs time. "
                    + "Idle workers of thread pools are left out.";
            case PINNED ->
                "A virtual thread that blocked and kept its carrier for %s microseconds or longer."
                    + (silent
                        ? " From JDK 24 on synchronized does not pin, so only native frames and"
                            + " class initialisers are left."
                        : " Before JDK 24 blocking in synchronized pins, but waiting to enter it"
                            + " leaves no such event.");
          };
      return sentences.formatted(FlightRecording.SHORTEST_WAIT.toNanos() / 1000);
    }
  }
}
