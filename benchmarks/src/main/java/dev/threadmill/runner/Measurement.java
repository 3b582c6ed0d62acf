package dev.threadmill.runner;

import dev.threadmill.results.ForkLog;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Rebuild;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.RunManifest.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A run that has a folder: measures what is left to measure, and leaves the folder complete.
public final class Measurement {
  private final RunFolder folder;
  private final Jdks jdks;
  private final Progress progress;
  private final Stop stop = new Stop();

  public Measurement(RunFolder folder, Jdks jdks, Progress progress) {
    this.folder = folder;
    this.jdks = jdks;
    this.progress = progress;
  }

  /// Measures to the end, to the end of the budget, or until the process is told to end.
  public Session.End run() {
    var signals = Thread.ofPlatform().name("end-of-process").unstarted(this::end);
    Runtime.getRuntime().addShutdownHook(signals);
    try {
      var end = measure();
      if (end != Session.End.STOPPED) {
        Runtime.getRuntime().removeShutdownHook(signals);
      }
      return end;
    } finally {
      stop.done();
    }
  }

  private Session.End measure() {
    var manifest = folder.manifest();
    folder.write(manifest.with(State.RUNNING, null, manifest.warnings()));
    List<ForkRecord> kept = folder.forks();
    State state = State.INTERRUPTED;
    try (ForkLog log = folder.appendForks()) {
      var end = session(manifest).run(kept, log, stop);
      state = end == Session.End.STOPPED ? State.INTERRUPTED : State.COMPLETE;
      return end;
    } finally {
      // Also when something broke: what ended well is whole, and may be looked at and resumed.
      Rebuild.derivedFiles(folder);
      var ended = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      folder.write(manifest.with(state, ended, manifest.warnings()));
    }
  }

  private Session session(RunManifest manifest) {
    var launcher =
        new JmhForkLauncher(
            manifest.shape(), jdks, CpuAffinity.ofThisMachine(), folder.file("failures"), progress);
    double guess =
        manifest.groups().stream()
            .flatMap(group -> group.cells().stream())
            .mapToLong(cell -> Estimate.forkMillis(cell, manifest.shape()))
            .average()
            .orElse(0);
    return new Session(manifest, launcher, progress, guess, System::nanoTime);
  }

  /// Runs when the process is told to end: no fork may outlive it, and what ended must be kept.
  private void end() {
    stop.request();
    ForkWatch.endForks();
    stop.await(10);
  }
}
