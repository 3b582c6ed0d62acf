package dev.threadmill.suite;

import dev.threadmill.recording.Metrics;

/// The shares of a contest's contestants: how even it was.
///
/// @param smallest the least that any contestant had done when the first one finished, relative
///     to an even share
/// @param largest the most, likewise
/// @param jain Jain's index of all shares: 1 if all are equal, 1/n if one had everything
/// @param starved how many contestants had done nothing
/// @param longestWaitNanos the longest that any contestant was kept from its next few turns; 0
///     if not measured
public record Shares(
    double smallest, double largest, double jain, int starved, long longestWaitNanos) {
  /// The unit of the smallest and the largest share in every report.
  public static final String UNIT = "of an even share";

  /// The metric of the longest that any contestant was kept from its next turns.
  public static final String LONGEST_WAIT = "wait.longest";

  /// Computes the shares of contestants that have done these numbers of turns.
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
