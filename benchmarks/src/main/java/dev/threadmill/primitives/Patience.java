package dev.threadmill.primitives;

/// How long a thread tries again before it parks.
///
/// A platform thread spins for about as long as parking and waking would take; with one core it
/// would only keep the other from running. A virtual thread never spins, for it has a carrier that
/// others need: it lets them run, and parks when that did not help.
final class Patience {
  private static final boolean ALONE = Runtime.getRuntime().availableProcessors() == 1;
  private static final int SPINS = 1_000;
  private static final int YIELDS = 1;

  private Patience() {}

  /// Whether to try again; has waited a moment when it says so.
  static boolean allows(int turn) {
    if (Thread.currentThread().isVirtual()) {
      if (turn >= YIELDS) {
        return false;
      }
      Thread.yield();
      return true;
    }
    if (ALONE || turn >= SPINS) {
      return false;
    }
    Thread.onSpinWait();
    return true;
  }
}
