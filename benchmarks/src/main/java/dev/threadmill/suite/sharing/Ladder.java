package dev.threadmill.suite.sharing;

import dev.threadmill.suite.Shares;
import dev.threadmill.suite.UnitKind;
import org.openjdk.jmh.infra.Blackhole;

/// A race of threads or coroutines that step on rungs, with a check that no step was lost.
public final class Ladder implements AutoCloseable {
  /// The increment of splitmix64.
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final Rung[] all;
  private final Rung[][] ofThread;
  private final long holdTokens;
  private final long thinkTokens;
  private final long stepsARound;
  private final Race contest;
  private long steps;

  /// @param steps the steps of a round, over all threads
  /// @param longSteps whether a step is so long that each may be timed
  public Ladder(
      UnitKind kind,
      int threads,
      Placement placement,
      Placement.Layout layout,
      long steps,
      long holdTokens,
      long thinkTokens,
      boolean longSteps) {
    all = layout.rungs();
    ofThread = new Rung[threads][];
    for (int i = 0; i < threads; i++) {
      ofThread[i] = placement.of(layout, i);
    }
    this.holdTokens = holdTokens;
    this.thinkTokens = thinkTokens;
    stepsARound = steps;
    contest =
        kind == UnitKind.COROUTINE
            ? new CoroutineRace(this, threads, steps, longSteps)
            : new Contest(kind.threads(), threads, steps, longSteps, this::step);
  }

  /// Runs one round.
  ///
  /// @throws IllegalStateException if a step was lost or made twice
  public Shares climb() throws InterruptedException {
    var shares = race();
    Rung.check(all, steps);
    return shares;
  }

  /// Runs one round of rungs that may lose steps.
  public Shares race() throws InterruptedException {
    var shares = contest.run();
    steps += stepsARound;
    return shares;
  }

  void step(int thread, long number) {
    rung(thread, number).step(holdTokens);
    think();
  }

  /// The rung that a turn is about.
  Rung rung(int thread, long number) {
    Rung[] mine = ofThread[thread];
    return mine.length == 1 ? mine[0] : mine[anyOf(mine.length, thread, number)];
  }

  long holdTokens() {
    return holdTokens;
  }

  /// Works between two steps.
  void think() {
    if (thinkTokens > 0) {
      Blackhole.consumeCPU(thinkTokens);
    }
  }

  /// Returns a pseudorandom number below `bound`, always the same for the same turn.
  static int anyOf(int bound, int thread, long number) {
    long mixed = (thread * 0x10001L + number + 1) * GOLDEN;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed ^= mixed >>> 27;
    return (int) (((mixed >>> 32) * bound) >>> 32);
  }

  @Override
  public void close() throws InterruptedException {
    contest.close();
    for (var rung : all) {
      rung.close();
    }
  }
}
