package dev.threadmill.primitives;

/// How long a thread tries again before it parks.
///
/// A platform thread spins for about as long as a hand-over between two cores takes; with one core
/// it would only keep the other from running. A virtual thread never spins, for it has a carrier
/// that others need: it lets them run, and parks when that did not help.
final class Patience {
  private static final boolean ALONE = Runtime.getRuntime().availableProcessors() == 1;
  private static final int SPINS = Integer.getInteger("p.spins", 64);
  private static final int YIELDS = Integer.getInteger("p.yields", 1);

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
