package dev.threadmill.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One number for many ratios. It describes the set of benchmarks that it was made of, and no
/// other.
///
/// @param interval by bootstrap over the benchmarks; null for fewer than six of them
public record GeometricMean(double value, @Nullable Interval interval, int count) {
  public static GeometricMean of(double[] ratios, RoundBootstrap bootstrap) {
    if (ratios.length == 0) {
      throw new IllegalArgumentException("no ratio, no mean");
    }
    var logs = Arrays.stream(ratios).map(Math::log).toArray();
    for (double log : logs) {
      if (!Double.isFinite(log)) {
        throw new IllegalArgumentException("a ratio must be positive and finite");
      }
    }
    var interval =
        bootstrap.interval(logs.length, drawn -> Math.exp(Moments.mean(pick(logs, drawn))));
    return new GeometricMean(Math.exp(Moments.mean(logs)), interval, logs.length);
  }

  private static double[] pick(double[] values, int[] indices) {
    return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
  }
}
