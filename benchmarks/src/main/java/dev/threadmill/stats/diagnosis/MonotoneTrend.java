package dev.threadmill.stats.diagnosis;

import dev.threadmill.stats.Quantiles;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Whether values rise or fall with time, and how fast, whatever a few of them do.
///
/// @param slope Theil and Sen's: the median over all pairs
/// @param p Mann and Kendall's, two-sided, by the normal approximation with ties counted
record MonotoneTrend(double slope, double p) {
  private static final int FEWEST = 4;

  static MonotoneTrend of(double[] times, double[] values) {
    int n = times.length;
    if (n != values.length || n < FEWEST) {
      throw new IllegalArgumentException(
          "no trend of " + n + " times, " + values.length + " values");
    }
    var slopes = new double[n * (n - 1) / 2];
    int found = 0;
    long score = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double time = times[j] - times[i];
        double value = values[j] - values[i];
        if (time != 0) {
          slopes[found++] = value / time;
          score += (long) (Math.signum(time) * Math.signum(value));
        }
      }
    }
    if (found == 0) {
      throw new IllegalArgumentException("all at the same time");
    }
    double slope = Quantiles.median(Arrays.copyOf(slopes, found));
    return new MonotoneTrend(slope, p(score, times, values));
  }

  private static double p(long score, double[] times, double[] values) {
    double n = times.length;
    double all = n * (n - 1) * (2 * n + 5);
    var t = Ties.of(times);
    var v = Ties.of(values);
    double variance =
        (all - t.fifths - v.fifths) / 18
            + t.triples * v.triples / (9 * n * (n - 1) * (n - 2))
            + t.pairs * v.pairs / (2 * n * (n - 1));
    if (score == 0 || variance <= 0) {
      return 1;
    }
    // The score moves in steps of two: half a step is taken off.
    double z = (Math.abs(score) - 1) / Math.sqrt(variance);
    return 2 * NormalDistribution.of(0, 1).survivalProbability(z);
  }

  /// What equal values take from the variance of the score.
  private record Ties(double pairs, double triples, double fifths) {
    static Ties of(double[] values) {
      var sorted = values.clone();
      Arrays.sort(sorted);
      double pairs = 0;
      double triples = 0;
      double fifths = 0;
      for (int i = 0; i < sorted.length; ) {
        int j = i;
        while (j < sorted.length && sorted[j] == sorted[i]) {
          j++;
        }
        double t = j - i;
        pairs += t * (t - 1);
        triples += t * (t - 1) * (t - 2);
        fifths += t * (t - 1) * (2 * t + 5);
        i = j;
      }
      return new Ties(pairs, triples, fifths);
    }
  }
}
