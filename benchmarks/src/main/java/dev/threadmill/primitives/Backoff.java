package dev.threadmill.primitives;

/// How one side of a channel spins and yields before it parks: adaptive spinning.
///
/// A platform thread spins for about as long as parking and waking would take; on a single core
/// spinning would only keep the other side from running. Then it yields a few times: with more
/// threads than cores, yielding is what lets the next message come, and it spares the sender a
/// wake-up.
///
/// A virtual thread occupies a carrier that others need, and parking costs it little. It spins
/// only in lockstep, where the other side acts after each message, for well under the wake-up
/// time of a platform thread, and only within a budget that spins without success use up: if
/// both sides share a carrier, or the other carrier's core is busy, it soon stops spinning and
/// tries again only now and then.
final class Backoff {
  private static final boolean SINGLE_CORE = Runtime.getRuntime().availableProcessors() == 1;

  /// Spins of a platform thread before it yields and parks.
  private static final int SPINS = SINGLE_CORE ? 0 : 1_000;

  /// Spins of a platform thread before it does what wakes or parks a thread.
  private static final int SHORT_SPINS = SINGLE_CORE ? 0 : 100;

  private static final int YIELDS = 5;
  private static final int VIRTUAL_SPINS = 32;

  /// Each wait earns 1 and a failed spin costs more, so that spinning continues only where most
  /// spins succeed.
  private static final int FULL_BUDGET = 16;

  private static final int COST_OF_FAILURE = 4;

  /// After how many waits without a spin the budget is renewed, a power of two. A wait in two
  /// parts, such as a sender's, counts twice, both here and as a failure.
  private static final int PROBE_INTERVAL = 1 << 10;

  /// Two cache lines before and after the numbers, because processors fetch them in pairs.
  private static final int PADDED = 32;

  // The indices of the numbers: the budget, which is above 0 while a virtual thread spins, the
  // waits without a spin, and the calls of everyNth.
  private static final int BUDGET = PADDED;
  private static final int SPINLESS = PADDED + 1;
  private static final int CALLS = PADDED + 2;

  final boolean lockstep;

  /// What changes with each message, kept apart from what the other side reads. Handles may be
  /// shared; a lost update is harmless.
  private final int[] own = new int[2 * PADDED + 3];

  /// @param lockstep whether the other side acts after each message, not after many
  Backoff(boolean lockstep) {
    this.lockstep = lockstep && !SINGLE_CORE;
    own[BUDGET] = this.lockstep ? FULL_BUDGET : 0;
  }

  /// Whether this side would spin if it had to wait now.
  boolean wouldSpin() {
    return isVirtual() ? own[BUDGET] > 0 : SHORT_SPINS > 0;
  }

  /// Returns true at one of every `n` calls, a power of two.
  boolean everyNth(int n) {
    return (own[CALLS]++ & n - 1) == 0;
  }

  /// Spins once, in the given turn of a wait; returns false if it is time to do what wakes or
  /// parks a thread.
  boolean spin(int turn) {
    boolean spins = isVirtual() ? spendBudget(turn) : turn < SHORT_SPINS;
    if (spins) {
      Thread.onSpinWait();
    }
    return spins;
  }

  /// Spins or yields once, in the given turn of a wait; returns false if it is time to park.
  boolean pause(int turn) {
    boolean virtual = isVirtual();
    int last = virtual && own[BUDGET] > 0 ? VIRTUAL_SPINS : 0; // before the wait pays
    boolean yields = virtual ? turn == last : turn < SPINS + YIELDS;
    boolean spins = virtual ? spendBudget(turn) : turn < SPINS;
    if (spins) {
      Thread.onSpinWait();
    } else if (yields) {
      Thread.yield();
    }
    return spins || yields;
  }

  /// Whether a virtual thread spins in this turn. Each wait earns 1 in its first turn, and one
  /// that fails pays in its last.
  private boolean spendBudget(int turn) {
    if (turn == 0) {
      if (own[BUDGET] > 0) {
        own[BUDGET] = Math.min(own[BUDGET] + 1, FULL_BUDGET);
      } else if (lockstep && (++own[SPINLESS] & PROBE_INTERVAL - 1) == 0) {
        own[BUDGET] = FULL_BUDGET;
      }
    } else if (turn == VIRTUAL_SPINS) {
      own[BUDGET] -= COST_OF_FAILURE;
    }
    return own[BUDGET] > 0 && turn < VIRTUAL_SPINS;
  }

  private static boolean isVirtual() {
    return Thread.currentThread().isVirtual();
  }
}
