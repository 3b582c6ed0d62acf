package dev.threadmill.primitives;

/// How one side of a channel spins and yields before it parks: adaptive spinning.
///
/// A platform thread spins for about as long as parking and waking would take; on a single core
/// spinning would only keep the other side from running. Then it yields a few times: with more
/// threads than cores, yielding is what lets the next message come, and it spares the sender a
/// wake-up.
///
/// A platform thread that looks after each spin follows the other side message by message, and
/// for each of them cache lines move between the cores. Where messages come one after another it
/// is faster to rest for many spins and then to take many messages in a row; where each message
/// answers another, a rest is lost time. So now and then a wait begins with a rest. If there is
/// more than one message at its end, or room for more than one, the next wait rests too.
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

  /// Spins of a rest, at most.
  private static final int MOST_REST = 256;

  /// After how many waits without a rest one is tried, a power of two.
  private static final int REST_INTERVAL = 1 << 10;

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
  // waits without a spin, the calls of everyNth, the waits without a rest, whether this wait began
  // with one, and whether the next one shall.
  private static final int BUDGET = PADDED;
  private static final int SPINLESS = PADDED + 1;
  private static final int CALLS = PADDED + 2;
  private static final int RESTLESS = PADDED + 3;
  private static final int RESTED = PADDED + 4;
  private static final int WILL_REST = PADDED + 5;

  /// The largest capacity at which each side soon waits for the other again.
  private static final int LOCKSTEP_CAPACITY = 4;

  private final int capacity;
  private final boolean lockstep;

  /// Spins of a rest: about as many as the messages for which the other side has room meanwhile.
  private final int rest;

  /// What changes with each message, kept apart from what the other side reads. Handles may be
  /// shared; a lost update is harmless.
  private final int[] own = new int[2 * PADDED + 6];

  /// @param capacity of the channel; where it is small, the other side acts after each message
  Backoff(int capacity) {
    this.capacity = capacity;
    this.lockstep = capacity <= LOCKSTEP_CAPACITY && !SINGLE_CORE;
    this.rest = capacity <= LOCKSTEP_CAPACITY ? 0 : Math.min(capacity, MOST_REST);
    own[BUDGET] = this.lockstep ? FULL_BUDGET : 0;
  }

  /// One for another handle of the same channel.
  Backoff copy() {
    return new Backoff(capacity);
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
      if (turn == 0 && rest > 0 && !virtual) {
        restNowAndThen();
      }
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

  private void restNowAndThen() {
    boolean rests = own[WILL_REST] > 0 || (++own[RESTLESS] & REST_INTERVAL - 1) == 0;
    own[RESTED] = rests ? 1 : 0;
    for (int spin = 1; rests && spin < rest; spin++) {
      Thread.onSpinWait();
    }
  }

  /// Whether a wait of that many pauses ended with a rest, so that [#judgeRest] should hear how
  /// it found the channel. Others need not look: that, too, moves a cache line.
  boolean hasRested(int pauses) {
    return pauses == 1 && rest > 0 && own[RESTED] > 0;
  }

  /// @param plenty whether the next message need not be waited for, too
  void judgeRest(boolean plenty) {
    own[WILL_REST] = plenty ? 1 : 0;
  }

  private static boolean isVirtual() {
    return Thread.currentThread().isVirtual();
  }
}
