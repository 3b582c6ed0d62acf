package dev.threadmill.suite;

import dev.threadmill.recording.Metrics;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;

/// The progress of the contestants of a round, recorded without holding any of them up.
///
/// Because each contestant does the same work in the end, fairness is measured by what each had
/// done when the first one finished.
public final class Standing {
  /// Far enough apart that no two contestants write to one cache line or to a pair of them.
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

  /// Resets the progress; called before a round, when no contestant runs.
  public void clear() {
    for (int i = 0; i < contestants; i++) {
      done.setPlain(i * STRIDE, 0);
      longestWait.setPlain(i * STRIDE, 0);
      doneWhenItBegan[i] = 0;
    }
    someoneIsDone.set(false);
  }

  /// Excludes what was done so far; called by the last contestant to begin if they do not begin
  /// together, because the others did it without competition from that one.
  public void allAreThere() {
    copyDone(doneWhenItBegan);
  }

  public void reached(int contestant, long turns) {
    done.setOpaque(contestant * STRIDE, turns);
  }

  /// @param longest the longest that it was kept from its next few turns
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

  /// Returns the shares after a round; empty if the first finished before all had begun.
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

  /// Reports the figures of a round as metrics of the running iteration.
  public void report() {
    shares()
        .ifPresentOrElse(
            Shares::report, () -> Metrics.report(Shares.LONGEST_WAIT, longestWaitNanos(), "ns"));
  }
}
