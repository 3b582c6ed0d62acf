package dev.threadmill.stats.diagnosis;

import dev.threadmill.stats.Moments;
import java.util.Arrays;

/// The best division of a sample into a low and a high group (Otsu's method).
///
/// @param low the values of the low group, in order
/// @param high the values of the high group, in order
/// @param share how much of the variance the division explains: 1 if the groups have no spread
record Split(double[] low, double[] high, double share) {
  /// Sizes of normal samples, and the share that 99 of 100 of them stay below.
  private static final double[][] CRITICAL = {
    {5, 0.983}, {6, 0.968}, {8, 0.935}, {10, 0.910}, {15, 0.858}, {20, 0.831}
  };

  static Split of(double[] sample) {
    var sorted = sample.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double total = Moments.variance(sorted) * (n - 1);
    double best = -1;
    int at = 1;
    for (int i = 1; i < n; i++) {
      double apart =
          Moments.mean(Arrays.copyOfRange(sorted, i, n)) - Moments.mean(Arrays.copyOf(sorted, i));
      double between = (double) i * (n - i) / n * apart * apart;
      if (between > best) {
        best = between;
        at = i;
      }
    }
    return new Split(
        Arrays.copyOf(sorted, at), Arrays.copyOfRange(sorted, at, n), total > 0 ? best / total : 0);
  }

  /// The empty space between the groups.
  double gap() {
    return high[0] - low[low.length - 1];
  }

  /// Whether one normal group would hardly ever divide so well.
  boolean isLikelyTwoGroups() {
    return share > critical(low.length + high.length);
  }

  /// The critical share, on a line between the sizes of the table. Beyond its end the last value
  /// holds, which asks for more than need be.
  static double critical(int n) {
    for (int i = 1; i < CRITICAL.length; i++) {
      if (n <= CRITICAL[i][0]) {
        double step = (n - CRITICAL[i - 1][0]) / (CRITICAL[i][0] - CRITICAL[i - 1][0]);
        return CRITICAL[i - 1][1] + step * (CRITICAL[i][1] - CRITICAL[i - 1][1]);
      }
    }
    return CRITICAL[CRITICAL.length - 1][1];
  }
}
