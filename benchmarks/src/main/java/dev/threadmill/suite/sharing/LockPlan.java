package dev.threadmill.suite.sharing;

/// A way to take two locks at once.
public interface LockPlan {
  /// Takes both locks, which differ.
  void take(OwnedLock first, OwnedLock second) throws InterruptedException;

  /// Releases both locks.
  void giveBack(OwnedLock first, OwnedLock second);

  /// Returns how often a thread took one lock and released it because the other was taken.
  default long retreats() {
    return 0;
  }
}
