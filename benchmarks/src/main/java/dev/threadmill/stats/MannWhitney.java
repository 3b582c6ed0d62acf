package dev.threadmill.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The rank test of Mann and Whitney, in its normal approximation with ties and continuity.
///
/// It asks for independent values, which iterations of one fork are not. It is here to show what
/// comes of it when it is asked of iterations all the same.
public final class MannWhitney {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private MannWhitney() {}

  /// The two-sided p-value of the question whether either sample tends to be the larger.
  public static double p(double[] a, double[] b) {
    double n = a.length + b.length;
    var all = new double[a.length + b.length];
    System.arraycopy(a, 0, all, 0, a.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    Arrays.sort(all);
    double rankSum = 0;
    for (double value : a) {
      rankSum += rank(all, value);
    }
    double middle = a.length * (double) b.length / 2;
    double off = Math.abs(rankSum - a.length * (a.length + 1.0) / 2 - middle);
    double variance =
        a.length * (double) b.length / 12 * (n + 1 - ties(all) / (n * Math.max(1, n - 1)));
    if (variance <= 0) {
      return 1; // all values are equal
    }
    return Math.min(1, 2 * NORMAL.survivalProbability((off - 0.5) / Math.sqrt(variance)));
  }

  /// The mean rank of all that equal a value, from 1.
  private static double rank(double[] sorted, double value) {
    int first = 0;
    while (sorted[first] < value) {
      first++;
    }
    int after = first;
    while (after < sorted.length && sorted[after] == value) {
      after++;
    }
    return (first + 1 + after) / 2.0;
  }

  private static double ties(double[] sorted) {
    double sum = 0;
    for (int start = 0; start < sorted.length; ) {
      int end = start;
      while (end < sorted.length && sorted[end] == sorted[start]) {
        end++;
      }
      double tied = end - start;
      sum += tied * tied * tied - tied;
      start = end;
    }
    return sum;
  }
}
