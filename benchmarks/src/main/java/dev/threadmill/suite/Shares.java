package dev.threadmill.suite;

import dev.threadmill.recording.Metrics;

/// The shares that contestants had in a contest: how evenly it went.
///
/// @param smallest the least that any contestant had done when the first was done, as a share of
///     what an even contest would have given it
/// @param largest the most
/// @param jain Jain's index of all shares: 1 where all are alike, 1/n where one had everything
/// @param starved how many contestants had done nothing
/// @param longestWaitNanos how long the unluckiest contestant was kept from its next few turns; 0
///     where nobody looked
public record Shares(
    double smallest, double largest, double jain, int starved, long longestWaitNanos) {
  /// The unit of the smallest and the largest share, wherever they are reported.
  public static final String UNIT = "of an even share";

  static final String LONGEST_WAIT = "wait.longest";

  /// The shares of contestants that have done so many turns.
  public static Shares of(long[] turns, long longestWaitNanos) {
    double sum = 0;
    double squares = 0;
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    int starved = 0;
    for (long done : turns) {
      sum += done;
      squares += (double) done * done;
      smallest = Math.min(smallest, done);
      largest = Math.max(largest, done);
      starved += done == 0 ? 1 : 0;
    }
    if (sum == 0) {
      throw new IllegalArgumentException("No contestant has done a turn");
    }
    double even = sum / turns.length;
    return new Shares(
        smallest / even,
        largest / even,
        sum * sum / (turns.length * squares),
        starved,
        longestWaitNanos);
  }

  /// Reports the figures as metrics of the running iteration.
  public void report() {
    Metrics.report("share.min", smallest, UNIT);
    Metrics.report("share.max", largest, UNIT);
    Metrics.report("share.jain", jain, "index");
    Metrics.report(LONGEST_WAIT, longestWaitNanos, "ns");
  }
}
