package dev.threadmill.runner;

import dev.threadmill.lane.LaneFork;
import dev.threadmill.lane.Workbench.Programs;
import dev.threadmill.machine.CpuTopology;
import dev.threadmill.machine.Host;
import dev.threadmill.machine.Redaction;
import dev.threadmill.questions.Catalog;
import dev.threadmill.questions.Lane;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.Hello;
import dev.threadmill.results.OutputFolder;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.results.Setting;
import dev.threadmill.results.TimeUnits;
import dev.threadmill.runner.ForkFrame.ForkEnd;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a fork that is a program of another language, in the shape and on the CPUs that a JVM would
/// have in its place.
///
/// @param programs those that are ready, and why others are not
record LaneForkLauncher(
    Shape shape, long seed, Programs programs, OutputFolder failures, Progress progress)
    implements ForkLauncher {
  @Override
  public ForkRecord launch(Slot slot) {
    return new ForkFrame(shape, failures).around(slot, () -> run(slot.cell()));
  }

  private ForkEnd run(Cell cell) {
    var lane = Lane.named(cell.lane()).orElseThrow();
    var program = programs.ready().get(lane);
    if (program == null) {
      return ended(
          Outcome.NOT_APPLICABLE,
          programs.missing().getOrDefault(lane, "the lane is not built"),
          "");
    }
    var entry = Catalog.find(cell.benchmark()).orElseThrow();
    var plan = plan(cell, entry);
    try (var fork = new LaneFork(program.withJvmOptions(entry.jvmArguments()), plan)) {
      var end =
          fork.measure(
              (warmup, number, count, score) ->
                  progress.iterated(warmup, number, count, score, entry.unit()));
      if (end.notApplicable() != null) {
        return ended(Outcome.NOT_APPLICABLE, end.notApplicable(), fork.log());
      }
      var hello = fork.hello();
      return new ForkEnd(
          end.fault() == null ? Outcome.OK : Outcome.FAILED,
          end.fault(),
          entry.unit(),
          hello == null ? null : setting(hello, plan),
          fork.iterations(),
          hello,
          fork.log());
    } catch (IOException e) {
      var reason = "its program cannot be started: " + e.getMessage();
      return ended(Outcome.FAILED, Redaction.here().text(reason), "");
    }
  }

  private LaneFork.Plan plan(Cell cell, Catalog.Entry entry) {
    var topology = CpuTopology.of(Host.here());
    int all = Runtime.getRuntime().availableProcessors();
    return new LaneFork.Plan(
        cell,
        cell.cores() == null ? all : Math.min(cell.cores(), all),
        cell.cores() == null ? topology.ids() : topology.first(cell.cores()),
        seed,
        cell.isOneShot() ? entry.coldShots() : Estimate.warmUps(cell, shape),
        cell.isOneShot() ? 0 : shape.warmupMillis() * 1_000_000L,
        cell.isOneShot() ? entry.shots() : shape.iterations(),
        cell.isOneShot() ? 0 : shape.iterationMillis() * 1_000_000L,
        (long) TimeUnits.nanosOfScore(entry.unit()).orElse(1));
  }

  private static ForkEnd ended(Outcome outcome, @Nullable String reason, String printed) {
    return new ForkEnd(outcome, reason, null, null, List.of(), null, printed);
  }

  /// What a program said of itself in the words that JMH has for a JVM, for its own files.
  private static Setting setting(Hello hello, LaneFork.Plan plan) {
    return new Setting(
        "threadmill-fork/1",
        1,
        hello.lane(),
        List.of(hello.flags()),
        hello.toolchain(),
        hello.runtime(),
        hello.allocator(),
        plan.warmups(),
        plan.warmupNanos() / 1_000_000 + " ms",
        1,
        plan.iterations(),
        plan.iterationNanos() / 1_000_000 + " ms",
        1);
  }
}
