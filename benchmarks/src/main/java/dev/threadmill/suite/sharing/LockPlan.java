package dev.threadmill.suite.sharing;

/// A way to take two forks at once.
public interface LockPlan {
  /// Takes both forks, which differ.
  void take(DiningFork first, DiningFork second) throws InterruptedException;

  /// Puts both back.
  void giveBack(DiningFork first, DiningFork second);

  /// Returns how often a thread took one fork and put it back because the other was taken.
  default long retreats() {
    return 0;
  }
}
