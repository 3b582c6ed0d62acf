package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.Shares;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.infra.Blackhole;

/// A contest of philosophers at a round table, each of whom needs the forks on both sides, with
/// a check that every fork was used as often as its two neighbours ate. A deadlock is found while
/// it lasts, and ended.
public final class Philosophers implements AutoCloseable {
  /// Longer than any wait in a round that goes on.
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /// A round that is stuck for ten seconds without a deadlock is left to the crew, which gives up.
  private static final int LOOKS = 100;

  private final DiningFork[] forks;
  private final LockPlan plan;
  private final long meals;
  private final long eatTokens;
  private final Contest contest;
  private long rounds;

  public Philosophers(ThreadKind kind, LockPlan plan, int seats, long meals, long eatTokens) {
    this.plan = plan;
    this.meals = meals;
    this.eatTokens = eatTokens;
    forks = new DiningFork[seats];
    for (int i = 0; i < seats; i++) {
      forks[i] = new DiningFork(i + 1);
    }
    contest = new Contest(kind, seats, meals, false, this::eat);
  }

  /// Runs one round.
  ///
  /// @throws IllegalStateException if a fork was not used as often as it should
  /// @throws NotApplicable if the philosophers wait for each other, and says who for whom
  public Shares dine() throws Exception {
    var shares = contest.run(this::watch);
    rounds++;
    for (int i = 0; i < forks.length; i++) {
      int left = (i + forks.length - 1) % forks.length;
      long expected =
          rounds
              * (Contest.share(meals, forks.length, i) + Contest.share(meals, forks.length, left));
      if (forks[i].uses != expected) {
        throw new IllegalStateException(
            "Fork " + (i + 1) + " was used " + forks[i].uses + " times, not " + expected);
      }
    }
    return shares;
  }

  /// Looks at the forks from time to time, which costs those who eat nothing.
  private void watch() throws InterruptedException {
    Optional<Deadlock> before = Optional.empty();
    long usesBefore = 0;
    for (int look = 0; look < LOOKS && !contest.hasEnded(BETWEEN_LOOKS); look++) {
      var now = Deadlock.among(forks);
      long uses = 0;
      for (var fork : forks) {
        uses += fork.uses;
      }
      if (now.isPresent() && now.equals(before) && uses == usesBefore && now.get().isConfirmed()) {
        now.get().end();
        throw new NotApplicable(
            "deadlocked %s: %s".formatted(since(uses / 2), now.get().words(this::name)));
      }
      before = now;
      usesBefore = uses;
    }
  }

  private static String since(long meals) {
    return meals == 0
        ? "before the first meal"
        : String.format(Locale.ROOT, "after %,d meals", meals);
  }

  private String name(Thread thread) {
    return "philosopher " + (contest.contestant(thread) + 1);
  }

  private void eat(int seat, long number) throws InterruptedException {
    var right = forks[seat];
    var left = forks[(seat + 1) % forks.length];
    plan.take(right, left);
    try {
      right.uses++;
      left.uses++;
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
