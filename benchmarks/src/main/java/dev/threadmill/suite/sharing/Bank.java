package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Shares;

/// A contest of threads that move money between accounts, with a check that none is created or
/// lost.
public final class Bank implements AutoCloseable {
  private static final long OPENING = 1000;

  private final OwnedLock[] accounts;
  private final LockPlan plan;
  private final Contest contest;

  public Bank(ThreadKind kind, LockPlan plan, int accounts, int threads, long transfers) {
    this.plan = plan;
    var watch = new DeadlockWatch();
    this.accounts = new OwnedLock[accounts];
    for (int i = 0; i < accounts; i++) {
      this.accounts[i] = new OwnedLock(watch, i);
      this.accounts[i].value = OPENING;
    }
    contest = new Contest(kind, threads, transfers, false, this::transfer);
  }

  /// Runs one round.
  ///
  /// @throws IllegalStateException if the sum of all accounts has changed, or on a deadlock
  public Shares trade() throws InterruptedException {
    var shares = contest.run();
    long sum = 0;
    for (var account : accounts) {
      sum += account.value;
    }
    if (sum != OPENING * accounts.length) {
      throw new IllegalStateException(
          sum + " in all accounts, which had " + OPENING * accounts.length);
    }
    return shares;
  }

  private void transfer(int thread, long number) throws InterruptedException {
    int fromIndex = Ladder.anyOf(accounts.length, thread, number);
    int step = 1 + Ladder.anyOf(accounts.length - 1, thread, ~number);
    var from = accounts[fromIndex];
    var to = accounts[(fromIndex + step) % accounts.length];
    plan.take(from, to);
    try {
      from.value--;
      to.value++;
    } finally {
      plan.giveBack(from, to);
    }
  }

  @Override
  public void close() throws InterruptedException {
    contest.close();
  }
}
