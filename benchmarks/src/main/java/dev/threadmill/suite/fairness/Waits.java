package dev.threadmill.suite.fairness;

import java.util.Arrays;

/// The longest that any contestant went without a turn in each window of one length.
///
/// A wait that goes on beyond a window counts in it as long as the window lasts, and in the next
/// from its beginning on: what a window shows is never more than its length. All times are
/// nanoseconds since the first window began.
final class Waits {
  private final long length;
  private final long[] longest;
  private int unserved;

  /// @param length of a window
  Waits(long length, int windows) {
    this.length = length;
    longest = new long[windows];
  }

  /// Notes that a contestant went without a turn, also before the first window or after the last.
  void add(long from, long to) {
    long begin = Math.max(from, 0);
    long end = Math.min(to, length * longest.length);
    for (int window = (int) (begin / length); window * length < end; window++) {
      long here = Math.min(end, (window + 1) * length) - Math.max(begin, window * length);
      longest[window] = Math.max(longest[window], here);
      unserved += here == length ? 1 : 0;
    }
  }

  long longestIn(int window) {
    return longest[window];
  }

  /// The mean over the windows.
  double mean() {
    return Arrays.stream(longest).average().orElseThrow();
  }

  /// How often a contestant had no turn in a window.
  int unserved() {
    return unserved;
  }
}
