package dev.threadmill.primitives;

/// How long a thread tries again before it parks.
///
/// A platform thread spins for about as long as parking and waking would take; with one core it
/// would only keep the other from running. Then it lets others run a few times: with more threads
/// than cores that is what brings the next message, and it spares the sender a wake-up. A virtual
/// thread never spins, for it has a carrier that others need.
final class Patience {
  private static final int SPINS = Runtime.getRuntime().availableProcessors() == 1 ? 0 : 1_000;
  private static final int YIELDS = 5;
  private static final int YIELDS_OF_VIRTUAL = 1;

  private static final int HESITATION = SPINS == 0 ? 0 : 100;

  private Patience() {}

  /// Whether to look once more before doing what wakes or parks a thread; has waited a moment when
  /// it says so. A virtual thread never hesitates: for it that is cheap.
  static boolean hesitates(int turn) {
    if (turn < HESITATION && !Thread.currentThread().isVirtual()) {
      Thread.onSpinWait();
      return true;
    }
    return false;
  }

  /// Whether to try again; has waited a moment when it says so.
  static boolean allows(int turn) {
    boolean virtual = Thread.currentThread().isVirtual();
    if (!virtual && turn < SPINS) {
      Thread.onSpinWait();
      return true;
    }
    if (turn < (virtual ? YIELDS_OF_VIRTUAL : SPINS + YIELDS)) {
      Thread.yield();
      return true;
    }
    return false;
  }
}
