package dev.threadmill.primitives;

/// The spinning policy of one side of a channel before it parks.
///
/// A platform thread spins for about as long as parking and waking would take; on a single core
/// spinning would only keep the other side from running. Then it yields a few times: with more
/// threads than cores, yielding is what lets the next message come, and it spares the sender a
/// wake-up.
///
/// A virtual thread occupies a carrier that others need, and parking costs it little. It spins
/// only where the other side answers each message, for well under the wake-up time of a
/// platform thread, and only as long as spinning mostly succeeds: if both sides share a
/// carrier, or the other carrier's core is busy, it soon gives up and retries only now and
/// then.
final class Patience {
  private static final boolean ALONE = Runtime.getRuntime().availableProcessors() == 1;
  private static final int SPINS = ALONE ? 0 : 1_000;
  private static final int HESITATION = ALONE ? 0 : 100;
  private static final int YIELDS = 5;

  private static final int SPINS_OF_VIRTUAL = 32;

  /// Hope falls faster than it grows, so that spinning continues only where most spins are
  /// answered.
  private static final int FULL_HOPE = 16;

  private static final int DISAPPOINTMENT = 4;

  /// How many waits without hope pass before hope is renewed, a power of two. A wait in two
  /// parts, such as a sender's, counts twice, both here and as a disappointment.
  private static final int RESIGNED = 1 << 10;

  /// Two cache lines before and after the numbers, because processors fetch them in pairs.
  private static final int PADDED = 32;

  /// The index of the hope: above 0 while a virtual thread spins.
  private static final int HOPE = PADDED;

  /// The index of the number of waits without hope.
  private static final int HOPELESS = PADDED + 1;

  private static final int ASKED = PADDED + 2;

  private final boolean answered;

  /// What changes with each message, kept apart from what the other side reads. Handles may be
  /// shared; a lost update is harmless.
  private final int[] own = new int[2 * PADDED + 3];

  /// Creates the policy of a waiting side.
  ///
  /// @param answered whether the other side acts after each message, not after many
  Patience(boolean answered) {
    this.answered = answered && !ALONE;
    own[HOPE] = this.answered ? FULL_HOPE : 0;
  }

  /// Whether this side would retry if it had to wait now.
  boolean hopes() {
    return Thread.currentThread().isVirtual() ? own[HOPE] > 0 : HESITATION > 0;
  }

  /// Returns true at one of every `waits` calls, a power of two, for a side that asks at each
  /// wait.
  boolean everySoOften(int waits) {
    return (own[ASKED]++ & waits - 1) == 0;
  }

  /// Whether to check once more before waking or parking a thread; has paused briefly when it
  /// returns true.
  boolean hesitates(int turn) {
    return Thread.currentThread().isVirtual() ? spinsOfVirtual(turn) : turn < HESITATION && spun();
  }

  /// Whether to retry; has paused briefly when it returns true.
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
