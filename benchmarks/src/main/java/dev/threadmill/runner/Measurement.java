package dev.threadmill.runner;

import dev.threadmill.lane.Workbench.Programs;
import dev.threadmill.machine.Ruler;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.RunManifest.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/// The measuring of a run that has a folder: what is left of its plan, and then the derived files.
///
/// @param launcher makes the launcher of forks from the folder's plan
public record Measurement(
    RunFolder folder, Function<RunManifest, ForkLauncher> launcher, Progress progress) {
  public Measurement(RunFolder folder, Jdks jdks, Programs programs, Progress progress) {
    this(folder, manifest -> launcher(folder, manifest, jdks, programs, progress), progress);
  }

  /// Runs the forks of JVMs by JMH, and those of lanes by their programs.
  private static ForkLauncher launcher(
      RunFolder folder, RunManifest manifest, Jdks jdks, Programs programs, Progress progress) {
    var failures = folder.output().below("failures");
    var jvms = new JmhForkLauncher(manifest.shape(), jdks, failures, progress, null);
    var lanes =
        new LaneForkLauncher(manifest.shape(), manifest.seed(), programs, failures, progress);
    return slot -> (slot.cell().lane() == null ? jvms : lanes).launch(slot);
  }

  /// Measures to the end, to the end of the budget, or until the process is told to end.
  public Session.End run() {
    var stop = new Stop();
    return stop.during(() -> measure(stop));
  }

  private Session.End measure(Stop stop) {
    var manifest = folder.manifest();
    var log = folder.appendForks();
    folder.write(manifest.with(State.RUNNING, null));
    Session.End end;
    try {
      end = session(manifest).run(folder.forks(), log::append, stop);
    } catch (RuntimeException e) {
      // What ended well is whole, and may be looked at and resumed.
      try {
        leave(manifest, State.INTERRUPTED);
      } catch (RuntimeException more) {
        e.addSuppressed(more); // a disk that was full still is: the first failure is reported
      }
      throw e;
    }
    boolean goesOn = end == Session.End.STOPPED || end == Session.End.FAILING;
    leave(manifest, goesOn ? State.INTERRUPTED : State.COMPLETE);
    if (end == Session.End.STOPPED) {
      progress.stopped();
    } else {
      progress.finished();
    }
    return end;
  }

  /// Writes the derived files, and only then the state of the run.
  private void leave(RunManifest manifest, State state) {
    folder.writeDerived();
    var ended = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    folder.write(manifest.with(state, ended));
  }

  private Session session(RunManifest manifest) {
    double guess =
        manifest.cells().stream()
            .mapToLong(cell -> Estimate.forkMillis(cell, manifest.shape()))
            .average()
            .orElse(0);
    var watch =
        new RulerWatch(Ruler.standard()::measure, folder.appendRuler()::append, System::nanoTime);
    return new Session(
        manifest, launcher.apply(manifest), progress, watch, guess, System::nanoTime);
  }
}
