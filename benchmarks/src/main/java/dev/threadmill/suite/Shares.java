package dev.threadmill.suite;

import dev.threadmill.recording.Metrics;

/// How evenly a contest went.
///
/// @param smallest the least that any contestant had done when the first was done, as a share of
///     what an even contest would have given it
/// @param largest the most
/// @param jain Jain's index of all shares: 1 where all are alike, 1/n where one had everything
/// @param longestWaitNanos how long the unluckiest contestant was kept from its next few turns
public record Shares(double smallest, double largest, double jain, long longestWaitNanos) {
  static final String LONGEST_WAIT = "wait.longest";

  /// The shares of contestants that have done so many turns.
  public static Shares of(long[] turns, long longestWaitNanos) {
    double sum = 0;
    double squares = 0;
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (long done : turns) {
      sum += done;
      squares += (double) done * done;
      smallest = Math.min(smallest, done);
      largest = Math.max(largest, done);
    }
    if (sum == 0) {
      throw new IllegalArgumentException("No contestant has done a turn");
    }
    double even = sum / turns.length;
    return new Shares(
        smallest / even, largest / even, sum * sum / (turns.length * squares), longestWaitNanos);
  }

  /// Hands the figures over as metrics of the iteration that runs.
  public void report() {
    Metrics.report("share.min", smallest, "of even");
    Metrics.report("share.max", largest, "of even");
    Metrics.report("share.jain", jain, "index");
    Metrics.report(LONGEST_WAIT, longestWaitNanos, "ns");
  }
}
