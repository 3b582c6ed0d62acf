package dev.threadmill.runner;

import dev.threadmill.machine.HostCounters;
import dev.threadmill.machine.Redaction;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.Hello;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.OutputFolder;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.results.Setting;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.ForkLauncher.Slot;
import dev.threadmill.runner.Stop.ForkWatch;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is the same around every fork, whatever runs it: when it ran and for how long, what the
/// machine did meanwhile, its end if it hangs, and what it printed if it failed.
///
/// @param failures where the output of forks that fail is kept
record ForkFrame(Shape shape, OutputFolder failures) {
  /// What a fork may take beyond the time that it is meant to run: its start, set-up and end.
  private static final long GRACE_MILLIS = 100_000;

  /// What runs once has no set time, and starts ten thousand threads if it must.
  private static final long LONGEST_SHOT_MILLIS = 120_000;

  /// How a fork ended.
  ///
  /// @param printed what explains it if it failed
  record ForkEnd(
      Outcome outcome,
      @Nullable String reason,
      @Nullable String unit,
      @Nullable Setting setting,
      List<Iteration> iterations,
      @Nullable Hello hello,
      String printed) {}

  /// Runs a fork.
  ForkRecord around(Slot slot, Supplier<ForkEnd> fork) {
    var started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    long start = System.nanoTime();
    var before = HostCounters.read();
    var cell = slot.cell();
    long meant = cell.isOneShot() ? LONGEST_SHOT_MILLIS : Estimate.meantMillis(cell, shape);
    var watch = new ForkWatch(meant + GRACE_MILLIS);
    ForkEnd ended;
    try {
      ended = fork.get();
    } finally {
      watch.stop();
    }
    var outcome = ended.outcome();
    var reason = ended.reason();
    if (outcome == Outcome.OK) {
      reason = fault(ended.iterations());
      outcome = reason == null ? Outcome.OK : Outcome.FAILED;
    } else if (watch.hasEnded()) {
      reason = "it hung, and was ended";
    }
    long wallMillis = (System.nanoTime() - start) / 1_000_000;
    if (outcome == Outcome.FAILED) {
      letSignalsArrive();
      keepOutput(slot, ended.printed(), String.valueOf(reason));
    }
    return new ForkRecord(
        cell.id(),
        slot.round(),
        slot.position(),
        slot.attempt(),
        outcome,
        reason,
        started.toString(),
        wallMillis,
        ended.unit(),
        ended.setting(),
        ended.iterations(),
        HostCounters.read().since(before),
        ended.hello());
  }

  /// What is wrong with a fork that ended well; null if nothing is.
  private static @Nullable String fault(List<Iteration> iterations) {
    double[] scores =
        iterations.stream()
            .filter(iteration -> !iteration.warmup())
            .mapToDouble(Iteration::score)
            .toArray();
    if (scores.length == 0) {
      return "it measured nothing";
    }
    return Arrays.stream(scores).allMatch(score -> score > 0 && Double.isFinite(score))
        ? null
        : "a score is not a positive number: " + Arrays.toString(scores);
  }

  /// A signal from the keyboard ends fork and host, and the fork is often faster. It must have
  /// arrived when the session next asks whether to stop, or the fork would count as failed.
  private static void letSignalsArrive() {
    try {
      TimeUnit.MILLISECONDS.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepOutput(Slot slot, String printed, String reason) {
    try {
      failures.write(
          "fork-" + slot.position() + ".log",
          slot.cell().id() + "\n" + reason + "\n\n" + Redaction.here().text(printed));
    } catch (IOException e) {
      throw new Unusable(
          "A fork failed (%s), and what it printed cannot be kept in %s: %s"
              .formatted(reason, failures.path(), e.getMessage()),
          e);
    }
  }
}
