package dev.threadmill.runner;

import dev.threadmill.machine.Ruler;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Forks that a test makes up: no JVM is started, and time passes only as told.
final class ScriptedLauncher implements ForkLauncher {
  final List<Slot> launched = new ArrayList<>();
  final Map<String, double[]> scores = new HashMap<>();
  final Set<String> failing = new HashSet<>();
  final Set<String> notApplicable = new HashSet<>();
  Runnable beforeEach = () -> {};
  long nanoTime;

  /// How many forks had run when the ruler was read.
  final List<Integer> readBefore = new ArrayList<>();

  static final long READING_NANOS = 600_000_000;

  /// A cell's scores by round; the last one stays. A cell without scores always has 100.
  void scores(String cell, double... byRound) {
    scores.put(cell, byRound);
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
      return fork(slot, Outcome.FAILED, "it broke");
    }
    double[] own = scores.getOrDefault(id, new double[] {100});
    return Samples.fork(
        slot.cell(),
        slot.round(),
        slot.position(),
        slot.attempt(),
        Outcome.OK,
        null,
        own[Math.min(slot.round(), own.length) - 1]);
  }

  /// A machine whose speed is the same for ever.
  Ruler.Scores reading() {
    nanoTime += READING_NANOS;
    readBefore.add(launched.size());
    return new Ruler.Scores(1e9, 1e10, 2);
  }

  private static ForkRecord fork(Slot slot, Outcome outcome, String reason) {
    return Samples.fork(
        slot.cell(), slot.round(), slot.position(), slot.attempt(), outcome, reason);
  }

  /// What ran, as `cell-id` by position.
  List<String> ids() {
    return launched.stream().map(slot -> slot.cell().id()).toList();
  }
}
