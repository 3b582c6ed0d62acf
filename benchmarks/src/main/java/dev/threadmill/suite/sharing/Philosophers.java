package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Shares;
import org.openjdk.jmh.infra.Blackhole;

/// A contest of philosophers at a round table, each of whom needs the forks on both sides, with
/// a check that every fork was used as often as its two neighbours ate.
public final class Philosophers implements AutoCloseable {
  private final OwnedLock[] forks;
  private final LockPlan plan;
  private final long meals;
  private final long eatTokens;
  private final Contest contest;
  private long rounds;

  public Philosophers(ThreadKind kind, LockPlan plan, int seats, long meals, long eatTokens) {
    this.plan = plan;
    this.meals = meals;
    this.eatTokens = eatTokens;
    var watch = new DeadlockWatch();
    forks = new OwnedLock[seats];
    for (int i = 0; i < seats; i++) {
      forks[i] = new OwnedLock(watch, i);
    }
    contest = new Contest(kind, seats, meals, false, this::eat);
  }

  /// Runs one round.
  ///
  /// @throws IllegalStateException if a fork was not used as often as it should, or on a deadlock
  public Shares dine() throws InterruptedException {
    var shares = contest.run();
    rounds++;
    for (int i = 0; i < forks.length; i++) {
      int left = (i + forks.length - 1) % forks.length;
      long expected =
          rounds
              * (Contest.share(meals, forks.length, i) + Contest.share(meals, forks.length, left));
      if (forks[i].value != expected) {
        throw new IllegalStateException(
            "Fork " + i + " was used " + forks[i].value + " times, not " + expected);
      }
    }
    return shares;
  }

  private void eat(int seat, long number) throws InterruptedException {
    var right = forks[seat];
    var left = forks[(seat + 1) % forks.length];
    plan.take(right, left);
    try {
      right.value++;
      left.value++;
      if (eatTokens > 0) {
        Blackhole.consumeCPU(eatTokens);
      }
    } finally {
      plan.giveBack(right, left);
    }
  }

  @Override
  public void close() throws InterruptedException {
    contest.close();
  }
}
