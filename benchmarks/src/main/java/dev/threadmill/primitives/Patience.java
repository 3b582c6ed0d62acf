package dev.threadmill.primitives;

/// The spinning of one side of a channel before it parks.
///
/// A platform thread spins for about as long as parking and waking would take; with one core it
/// would only keep the other from running. Then it lets others run a few times: with more
/// threads than cores that is what brings the next message, and it spares the sender a wake-up.
///
/// A virtual thread has a carrier that others need, and to park costs it little. It spins only
/// where the other side answers each message, for well under the time of a platform thread's
/// wake-up, and only as long as that mostly succeeds: where both sides share a carrier, or the
/// other carrier's core is taken, it soon gives up, and asks again only now and then.
final class Patience {
  private static final boolean ALONE = Runtime.getRuntime().availableProcessors() == 1;
  private static final int SPINS = ALONE ? 0 : 1_000;
  private static final int HESITATION = ALONE ? 0 : 100;
  private static final int YIELDS = 5;

  private static final int SPINS_OF_VIRTUAL = 32;

  /// Hope falls faster than it grows, so that spins go on only where most of them are answered.
  private static final int FULL_HOPE = 16;

  private static final int DISAPPOINTMENT = 4;

  /// How many waits without hope there are between two new hopes, a power of two. A wait in two
  /// parts, as that of a sender, counts twice, here and as a disappointment.
  private static final int RESIGNED = 1 << 10;

  /// Two cache lines before the numbers and after them, as processors fetch them in pairs.
  private static final int PADDED = 32;

  /// Where the hope is: above 0 while a virtual thread spins.
  private static final int HOPE = PADDED;

  /// Where the number of waits without hope is.
  private static final int HOPELESS = PADDED + 1;

  private static final int ASKED = PADDED + 2;

  private final boolean answered;

  /// What changes with each message, apart from what the other side reads. Handles may be shared: a
  /// lost update does no harm.
  private final int[] own = new int[2 * PADDED + 3];

  /// For a side that waits.
  ///
  /// @param answered whether the other side does its part after each message, not after many
  Patience(boolean answered) {
    this.answered = answered && !ALONE;
    own[HOPE] = this.answered ? FULL_HOPE : 0;
  }

  /// Whether it would try again, if it had to wait now.
  boolean hopes() {
    return Thread.currentThread().isVirtual() ? own[HOPE] > 0 : HESITATION > 0;
  }

  /// True at one wait in so many, a power of two, for a side that asks at each.
  boolean everySoOften(int waits) {
    return (own[ASKED]++ & waits - 1) == 0;
  }

  /// Whether to look once more before doing what wakes or parks a thread; has waited a moment when
  /// it says so.
  boolean hesitates(int turn) {
    return Thread.currentThread().isVirtual() ? spinsOfVirtual(turn) : turn < HESITATION && spun();
  }

  /// Whether to try again; has waited a moment when it says so.
  boolean allows(int turn) {
    if (!Thread.currentThread().isVirtual()) {
      return turn < SPINS ? spun() : turn < SPINS + YIELDS && yielded();
    }
    boolean last = turn == (own[HOPE] > 0 ? SPINS_OF_VIRTUAL : 0);
    return spinsOfVirtual(turn) || last && yielded();
  }

  private boolean spinsOfVirtual(int turn) {
    if (turn == 0) {
      if (own[HOPE] > 0) {
        own[HOPE] = Math.min(own[HOPE] + 1, FULL_HOPE);
      } else if (answered && (++own[HOPELESS] & RESIGNED - 1) == 0) {
        own[HOPE] = FULL_HOPE;
      }
    } else if (turn == SPINS_OF_VIRTUAL) {
      own[HOPE] -= DISAPPOINTMENT;
    }
    return own[HOPE] > 0 && turn < SPINS_OF_VIRTUAL && spun();
  }

  private static boolean spun() {
    Thread.onSpinWait();
    return true;
  }

  private static boolean yielded() {
    Thread.yield();
    return true;
  }
}
