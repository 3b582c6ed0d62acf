package dev.threadmill.runner;

import dev.threadmill.machine.Ruler;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.Samples;
import dev.threadmill.runner.ForkLauncher.Slot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Forks that a test makes up: no JVM is started, and time passes only as told.
final class ScriptedLauncher implements ForkLauncher {
  final List<Slot> launched = new ArrayList<>();
  final Map<String, double[]> scores = new HashMap<>();
  final Map<String, double[]> latencies = new HashMap<>();
  final Set<String> failing = new HashSet<>();
  final Set<String> notApplicable = new HashSet<>();
  Function<Slot, String> whyFailing = slot -> "it broke";
  Runnable beforeEach = () -> {};
  long nanoTime;

  /// How many forks had run when the ruler was read.
  final List<Integer> readBefore = new ArrayList<>();

  static final long READING_NANOS = 600_000_000;

  /// A cell's scores by round; the last one stays. A cell without scores always has 100.
  void scores(String cell, double... byRound) {
    scores.put(cell, byRound);
  }

  /// The latencies of a cell that works at a set rate, by round; its score is that of the schedule.
  void latencies(String cell, double... byRound) {
    latencies.put(cell, byRound);
  }

  @Override
  public ForkRecord launch(Slot slot) {
    beforeEach.run();
    launched.add(slot);
    nanoTime += 1_000_000_000L; // as long as the samples say that they took
    String id = slot.cell().id();
    if (notApplicable.contains(id)) {
      return fork(slot, Outcome.NOT_APPLICABLE, "it makes no sense");
    }
    if (failing.remove(id + "#" + slot.round() + "." + slot.attempt()) || failing.contains(id)) {
      return fork(slot, Outcome.FAILED, whyFailing.apply(slot));
    }
    double[] tails = latencies.get(id);
    return tails == null
        ? fork(slot, Outcome.OK, null, of(scores.getOrDefault(id, new double[] {100}), slot))
        : paced(fork(slot, Outcome.OK, null), Math.round(of(tails, slot)));
  }

  private static double of(double[] byRound, Slot slot) {
    return byRound[Math.min(slot.round(), byRound.length) - 1];
  }

  private static ForkRecord paced(ForkRecord fork, long latency) {
    var histogram = new Histogram(3);
    histogram.recordValueWithCount(latency, 1000);
    var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    var encoded = Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    return new ForkRecord(
        fork.cell(),
        fork.round(),
        fork.position(),
        fork.attempt(),
        fork.outcome(),
        null,
        fork.started(),
        fork.wallMillis(),
        fork.unit(),
        fork.setting(),
        List.of(
            new Iteration(
                false,
                100,
                Map.of(ForkRecord.SET_RATE, new Iteration.Metric(1000, "ops/s")),
                Map.of("latency", new Iteration.Latency(0, 1, encoded)))),
        null);
  }

  /// A machine whose speed is the same for ever.
  Ruler.Scores reading() {
    nanoTime += READING_NANOS;
    readBefore.add(launched.size());
    return new Ruler.Scores(1e9, 1e10, 2);
  }

  private static ForkRecord fork(
      Slot slot, Outcome outcome, @Nullable String reason, double... own) {
    return Samples.fork(
        slot.cell(), slot.round(), slot.position(), slot.attempt(), outcome, reason, own);
  }

  /// What ran, as `cell-id` by position.
  List<String> ids() {
    return launched.stream().map(slot -> slot.cell().id()).toList();
  }
}
