package dev.threadmill.stats;

import java.util.Arrays;

/// Quantiles of a sample.
public final class Quantiles {
  private static final int BEYOND = 10;

  private Quantiles() {}

  public static double median(double... sample) {
    return of(sample, 0.5);
  }

  /// Whether so many values show a quantile: ten must lie beyond it, or it is an anecdote.
  public static boolean areShown(double quantile, long values) {
    // 1 - 0.999 is a little less than a thousandth in binary, which must not cost a value more.
    return values * (1 - quantile) >= BEYOND * (1 - 1e-9);
  }

  /// The value below which the share `p` of the sample lies, linear between neighbours (type 7 of
  /// Hyndman and Fan, the default of R and NumPy).
  public static double of(double[] sample, double p) {
    var sorted = sample.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, p);
  }

  /// The median distance from the median, scaled so that it estimates the standard deviation of a
  /// normal sample.
  public static double medianDeviation(double... sample) {
    double median = median(sample);
    return 1.4826 * median(Arrays.stream(sample).map(x -> Math.abs(x - median)).toArray());
  }

  static double ofSorted(double[] sorted, double p) {
    if (sorted.length == 0 || !(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("no quantile " + p + " of " + sorted.length + " values");
    }
    double position = p * (sorted.length - 1);
    int below = (int) position;
    double above = position - below;
    // Not as a weighted sum alone: infinity times zero is not a number.
    return above == 0
        ? sorted[below]
        : sorted[below] == sorted[below + 1]
            ? sorted[below]
            : sorted[below] + above * (sorted[below + 1] - sorted[below]);
  }
}
