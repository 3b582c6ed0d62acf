package dev.threadmill.suite;

import dev.threadmill.recording.Metrics;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;

/// The progress of the contestants of a round, recorded without holding any of them up.
///
/// Since each contestant does the same work in the end, fairness is what they had done when the
/// first of them was done.
public final class Standing {
  /// Far enough apart that no two contestants write into one line, nor into a pair of them.
  private static final int STRIDE = 32;

  private final int contestants;
  private final AtomicLongArray done;
  private final AtomicLongArray longestWait;
  private final long[] doneWhenItBegan;
  private final long[] doneWhenFirstWas;
  private final AtomicBoolean someoneIsDone = new AtomicBoolean();

  public Standing(int contestants) {
    this.contestants = contestants;
    done = new AtomicLongArray(contestants * STRIDE);
    longestWait = new AtomicLongArray(contestants * STRIDE);
    doneWhenItBegan = new long[contestants];
    doneWhenFirstWas = new long[contestants];
  }

  /// Before a round, when no contestant runs: nobody has done anything.
  public void clear() {
    for (int i = 0; i < contestants; i++) {
      done.setPlain(i * STRIDE, 0);
      longestWait.setPlain(i * STRIDE, 0);
      doneWhenItBegan[i] = 0;
    }
    someoneIsDone.set(false);
  }

  /// Where contestants do not begin together, by the last of them to begin: what the others have
  /// done until now was done without it, and does not count.
  public void allAreThere() {
    copyDone(doneWhenItBegan);
  }

  public void reached(int contestant, long turns) {
    done.setOpaque(contestant * STRIDE, turns);
  }

  /// @param longest how long it was kept from its next few turns
  public void finished(int contestant, long longest) {
    longestWait.set(contestant * STRIDE, longest);
    if (!someoneIsDone.get() && someoneIsDone.compareAndSet(false, true)) {
      copyDone(doneWhenFirstWas);
    }
  }

  private void copyDone(long[] target) {
    for (int i = 0; i < contestants; i++) {
      target[i] = done.getOpaque(i * STRIDE);
    }
  }

  private long longestWaitNanos() {
    long longest = 0;
    for (int i = 0; i < contestants; i++) {
      longest = Math.max(longest, longestWait.get(i * STRIDE));
    }
    return longest;
  }

  /// After a round; nothing where the first was done before all were there.
  public Optional<Shares> shares() {
    var turns = new long[contestants];
    long all = 0;
    for (int i = 0; i < contestants; i++) {
      turns[i] = doneWhenFirstWas[i] - doneWhenItBegan[i];
      if (turns[i] < 0) {
        return Optional.empty();
      }
      all += turns[i];
    }
    return all == 0 ? Optional.empty() : Optional.of(Shares.of(turns, longestWaitNanos()));
  }

  /// Hands the figures of a round over as metrics of the iteration that runs.
  public void report() {
    shares()
        .ifPresentOrElse(
            Shares::report, () -> Metrics.report(Shares.LONGEST_WAIT, longestWaitNanos(), "ns"));
  }
}
