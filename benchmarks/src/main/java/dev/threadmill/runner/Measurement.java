package dev.threadmill.runner;

import dev.threadmill.machine.Ruler;
import dev.threadmill.results.RulerReading;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.RunManifest.State;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// A run that has a folder: measures what is left to measure, and leaves the folder complete.
public final class Measurement {
  private final RunFolder folder;
  private final Function<RunManifest, ForkLauncher> launcher;
  private final Progress progress;
  private final Stop stop = new Stop();

  public Measurement(RunFolder folder, Jdks jdks, Progress progress) {
    this(folder, manifest -> jmh(manifest, jdks, folder, progress), progress);
  }

  /// @param launcher makes what runs the forks of this folder's plan
  public Measurement(
      RunFolder folder, Function<RunManifest, ForkLauncher> launcher, Progress progress) {
    this.folder = folder;
    this.launcher = launcher;
    this.progress = progress;
  }

  private static ForkLauncher jmh(
      RunManifest manifest, Jdks jdks, RunFolder folder, Progress progress) {
    return new JmhForkLauncher(
        manifest.shape(), jdks, CpuAffinity.ofThisMachine(), folder.file("failures"), progress);
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
    Session.End end;
    try (var log = folder.appendForks();
        var ruler = folder.appendRuler()) {
      end = session(manifest, ruler::append).run(folder.forks(), log::append, stop);
    } catch (RuntimeException e) {
      // What ended well is whole, and may be looked at and resumed.
      try {
        leave(manifest, State.INTERRUPTED);
      } catch (RuntimeException more) {
        e.addSuppressed(more); // the disk that was full still is: what came first is what to say
      }
      throw e;
    }
    leave(manifest, end == Session.End.STOPPED ? State.INTERRUPTED : State.COMPLETE);
    return end;
  }

  /// Makes what can be told from the forks, and only then says how the run stands.
  private void leave(RunManifest manifest, State state) {
    folder.writeDerived();
    var ended = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    folder.write(manifest.with(state, ended, manifest.warnings()));
  }

  private Session session(RunManifest manifest, Consumer<RulerReading> ruler) {
    double guess =
        manifest.groups().stream()
            .flatMap(group -> group.cells().stream())
            .mapToLong(cell -> Estimate.forkMillis(cell, manifest.shape()))
            .average()
            .orElse(0);
    var watch =
        new RulerWatch(Ruler.standard()::measure, ruler, Clock.systemUTC(), System::nanoTime);
    return new Session(
        manifest, launcher.apply(manifest), progress, watch, guess, System::nanoTime);
  }

  /// Runs when the process is told to end: no fork may outlive it, and what ended must be kept.
  private void end() {
    stop.request();
    ForkWatch.endForks();
    stop.await(10);
  }
}
