package dev.threadmill.stats;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How two arms compare that ran in the same rounds, back to back.
///
/// Only the differences within rounds count. What a round did to both arms, as by a neighbour or a
/// warm processor, is in neither the ratio nor its error.
///
/// @param ratio the geometric mean of the rounds' ratios
/// @param interval null below three rounds
/// @param p of the paired t-test; NaN below three rounds
/// @param halfWidth of the interval, on the log scale; NaN below three rounds
/// @param spread the standard deviation of the log ratios over rounds; NaN for a single round
public record PairedRatio(
    double ratio,
    @Nullable Interval interval,
    double p,
    double halfWidth,
    double spread,
    int rounds)
    implements RatioEstimate {
  /// Rounds that agree to the last bit have a spread of zero, from which no interval follows; the
  /// rounding of a double is the least error that they can have.
  private static final double LEAST_SPREAD = Math.ulp(1.0);

  /// Compares fork scores (see [ForkScore]) by index: `a[k]` and `b[k]` are of the same round.
  ///
  /// @param alpha one minus the confidence: 0.05, or [StoppingRule#ALPHA] after that rule
  public static PairedRatio of(double[] a, double[] b, double alpha) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "pairs have two sides: " + a.length + " and " + b.length + " scores");
    }
    var differences = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      differences[k] = a[k] - b[k];
    }
    return ofDifferences(differences, alpha);
  }

  /// The same from the differences of the fork scores, a round each.
  public static PairedRatio ofDifferences(double[] differences, double alpha) {
    int n = differences.length;
    if (n == 0) {
      throw new IllegalArgumentException("no round, no ratio");
    }
    double mean = Moments.mean(differences);
    double spread = Moments.deviation(differences);
    if (n < ScoreEstimate.FEWEST_FORKS) {
      return new PairedRatio(Math.exp(mean), null, Double.NaN, Double.NaN, spread, n);
    }
    double error = Math.max(spread, LEAST_SPREAD) / Math.sqrt(n);
    double half = StudentT.quantile(alpha, n - 1.0) * error;
    double p = StudentT.p(mean / error, n - 1.0);
    return new PairedRatio(Math.exp(mean), Interval.aroundLog(mean, half), p, half, spread, n);
  }

  @Override
  public boolean isPaired() {
    return true;
  }

  @Override
  public OptionalInt moreRounds(double effect, double alpha) {
    if (Double.isNaN(halfWidth)) {
      return OptionalInt.empty();
    }
    double now = roundsFor(effect, StudentT.quantile(alpha, rounds - 1.0));
    // With more rounds the quantile is smaller too; one step further is near enough.
    double then = Math.max(now, ScoreEstimate.FEWEST_FORKS);
    double needed = roundsFor(effect, StudentT.quantile(alpha, then - 1));
    return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, Math.max(1, needed - rounds)));
  }

  private double roundsFor(double effect, double t) {
    double root = t * spread / Math.log1p(effect);
    return Math.ceil(root * root);
  }
}
