package dev.threadmill.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The power of [RatioEstimate#paired]: how likely it finds a difference that is there, in the
/// direction that it has.
///
/// It is the upper tail of the noncentral t distribution: exact for normal forks, and near enough
/// for others, as the simulations show.
public final class PairedPower {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /// Of Simpson's rule, far more than the figures that anyone reads.
  private static final int STEPS = 4_000;

  private PairedPower() {}

  /// @param ratio the true ratio
  /// @param spread the true standard deviation of the log ratios over rounds
  /// @param rounds at least three
  /// @param alpha one minus the confidence of the interval
  public static double of(double ratio, double spread, int rounds, double alpha) {
    if (!(ratio > 0 && spread > 0 && rounds >= ScoreEstimate.FEWEST_FORKS)) {
      throw new IllegalArgumentException(
          "no power: ratio " + ratio + ", spread " + spread + ", rounds " + rounds);
    }
    double degrees = rounds - 1.0;
    double shift = Math.abs(Math.log(ratio)) * Math.sqrt(rounds) / spread;
    double t = StudentT.quantile(alpha, degrees);
    var squares = ChiSquaredDistribution.of(degrees);
    // Over the measured spread as a multiple of the true one: given that, the rest is normal.
    double most = 1 + 12 / Math.sqrt(degrees);
    double step = most / STEPS;
    double sum = 0;
    for (int i = 1; i <= STEPS; i++) { // at zero the density is zero
      double measured = i * step;
      double density = 2 * degrees * measured * squares.density(degrees * measured * measured);
      double weight = i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * density * NORMAL.cumulativeProbability(shift - t * measured);
    }
    return sum * step / 3;
  }
}
