package dev.threadmill.suite.sharing;

/// A way to take two locks at once.
public interface LockPlan {
  /// Takes both, which differ.
  void take(OwnedLock first, OwnedLock second) throws InterruptedException;

  /// Gives both back.
  void giveBack(OwnedLock first, OwnedLock second);

  /// How often somebody took one lock and gave it back because the other was taken.
  default long retreats() {
    return 0;
  }
}
