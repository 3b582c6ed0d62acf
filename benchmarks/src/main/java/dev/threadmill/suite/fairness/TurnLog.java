package dev.threadmill.suite.fairness;

import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.Metrics;
import dev.threadmill.suite.Shares;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// The turns of contestants that one at a time may have: how many of them each had in windows of
/// several lengths, and how long each went without.
///
/// They are noted by whoever has the turn, under the lock that is tested, or by the one consumer. A
/// lock that lets two in at once is found, because then the sum of all turns, a plain field, is
/// wrong. The clock is read only when the turn came from another contestant, which costs more than
/// that; one who has many turns in a row pays a few instructions for each.
///
/// All times are nanoseconds since the first window began.
final class TurnLog {
  /// The length of the shortest windows. All others are a multiple of it.
  static final long SHORTEST_NANOS = 100_000_000;

  /// Far enough apart that no two contestants write to one cache line or to a pair of them.
  private static final int STRIDE = 16;

  private static final int NOBODY = -1;

  /// The lengths of windows, by what they are called in the names of metrics.
  private enum Length {
    SHORT("100ms", 1),
    MIDDLE("1s", 10),
    LONG("5s", 50);

    final String label;
    final int multiple;

    Length(String label, int multiple) {
      this.label = label;
      this.multiple = multiple;
    }
  }

  private final int contestants;
  private final int windows;
  private final Waits[] waits;
  private final long[] had;
  private final long[][] hadAt;
  private final long[] leftAt;
  private final AtomicInteger passed = new AtomicInteger();
  private long openedAt;
  private long sum;
  private int noted;
  private int last = NOBODY;

  // The shortest window that the last change was in, and the longest wait in it so far.
  private long windowFrom;
  private long windowTo;
  private long longestHere;

  /// @param windows how many of the shortest there are; a length that is longer has none
  TurnLog(int contestants, int windows) {
    this.contestants = contestants;
    this.windows = windows;
    waits =
        Arrays.stream(Length.values())
            .map(length -> new Waits(length.multiple * SHORTEST_NANOS, windows / length.multiple))
            .toArray(Waits[]::new);
    had = new long[contestants * STRIDE];
    hadAt = new long[windows + 1][contestants];
    leftAt = new long[contestants];
  }

  /// Says when the first window begins, before anybody has a turn; all wait from now on.
  void open(long inNanos) {
    openedAt = System.nanoTime() + inNanos;
    Arrays.fill(leftAt, -inNanos);
    windowFrom = -inNanos;
  }

  int windows() {
    return windows;
  }

  /// How long it is until so many of the shortest windows are over; not above 0 if they are.
  long until(int boundary) {
    return boundary * SHORTEST_NANOS - now();
  }

  private long now() {
    return System.nanoTime() - openedAt;
  }

  /// Says that so many of the shortest windows are over: the turns from here on belong to the next.
  /// It is left to the next turn to count, since only who has it sees a count of all at once.
  void pass(int boundary) {
    passed.set(boundary + 1);
  }

  /// Notes a turn of a contestant, while nobody else has one.
  void take(int contestant) {
    int boundaries = passed.getOpaque(); // orders nothing: a turn later is as good
    if (boundaries != noted) {
      count(boundaries);
    }
    sum++;
    had[contestant * STRIDE]++;
    if (contestant != last) {
      change(contestant, now());
    }
  }

  private void count(int boundaries) {
    for (; noted < boundaries; noted++) {
      for (int i = 0; i < contestants; i++) {
        hadAt[noted][i] = had[i * STRIDE];
      }
    }
  }

  /// Ends the wait of a contestant, and begins that of the one who had the last turn.
  void change(int contestant, long now) {
    long from = leftAt[contestant];
    if (last != NOBODY) {
      leftAt[last] = now;
    }
    last = contestant;
    // Most waits are shorter than another in their window, and change nothing.
    if (now >= windowTo || from < windowFrom || now - from > longestHere) {
      wait(from, now);
      look(now);
    }
  }

  private void wait(long from, long to) {
    for (var each : waits) {
      each.add(from, to);
    }
  }

  private void look(long now) {
    int window = (int) Math.max(0, now / SHORTEST_NANOS);
    if (now < 0) {
      windowTo = 0;
      longestHere = Long.MAX_VALUE; // nothing counts yet
    } else if (window < windows) {
      windowFrom = window * SHORTEST_NANOS;
      windowTo = windowFrom + SHORTEST_NANOS;
      longestHere = waits[0].longestIn(window);
    }
  }

  /// Ends all waits and counts what is left to count; to be called when nobody has a turn any more.
  ///
  /// @param done how often each says that it had a turn
  /// @throws IllegalStateException if a turn was lost or made twice, or two had theirs at once
  void close(long[] done) {
    count(windows + 1);
    for (int i = 0; i < contestants; i++) {
      if (i != last) {
        wait(leftAt[i], windows * SHORTEST_NANOS);
      }
      if (had[i * STRIDE] != done[i]) {
        throw new IllegalStateException(
            "Contestant " + i + " had " + had[i * STRIDE] + " turns, not " + done[i]);
      }
    }
    long all = Arrays.stream(done).sum();
    if (sum != all) {
      throw new IllegalStateException(
          "Of " + all + " turns " + sum + " were counted: some were had at once");
    }
  }

  /// The turns of each contestant from a boundary of the shortest windows to another.
  long[] had(int from, int to) {
    var turns = new long[contestants];
    Arrays.setAll(turns, i -> hadAt[to][i] - hadAt[from][i]);
    return turns;
  }

  Waits waits(int length) {
    return waits[length];
  }

  /// Reports the means over the windows of each length as metrics of the running iteration.
  void report() {
    for (var length : Length.values()) {
      int step = length.multiple;
      if (windows < step) {
        return;
      }
      var shares = new MeanShares();
      for (int end = step; end <= windows; end += step) {
        long[] turns = had(end - step, end);
        if (Arrays.stream(turns).sum() > 0) { // else there was nothing to share
          shares.add(Shares.of(turns, 0));
        }
      }
      shares.report("." + length.label);
      var wait = waits[length.ordinal()];
      var name = Shares.LONGEST_WAIT + "." + length.label;
      Metrics.report(name, wait.mean(), "ns");
      Metrics.report(Latencies.unserved(name), wait.unserved(), "turns");
    }
  }
}
