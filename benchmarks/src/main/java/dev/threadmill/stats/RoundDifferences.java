package dev.threadmill.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.FDistribution;

/// The differences of two arms' fork scores, a round each, and how well their mean is known.
///
/// Where scores follow how far the two CPUs of a fork were from each other, most of what rounds
/// differ by is luck: one arm met the CPUs near, the other far. A regression takes that out. It
/// gives the differences as they would be had the CPUs always been as far apart as they were on
/// average, for both arms. In the long run that is the same ratio, and it is known far sooner.
///
/// @param measured log ratios of speed
/// @param values the same as they would be at an equal distance; what was measured, where that does
///     not matter
/// @param degrees of freedom that the spread of the values is known with
/// @param size how many independent values their mean is worth
public record RoundDifferences(double[] measured, double[] values, double degrees, double size) {
  /// How unlikely it must be that scores follow the distance by chance: else every comparison would
  /// pay for a regression that few need.
  private static final double UNLIKELY = 0.01;

  /// The mean and the two slopes.
  private static final int COEFFICIENTS = 3;

  /// As measured.
  public static RoundDifferences of(double[] measured) {
    return new RoundDifferences(measured, measured, measured.length - 1.0, measured.length);
  }

  /// At an equal distance, where scores follow it.
  ///
  /// @param here how far apart the CPUs were in the forks of one arm; NaN where nobody knows
  /// @param there the same in the forks of the other, round by round
  public static RoundDifferences of(double[] measured, double[] here, double[] there) {
    int n = measured.length;
    boolean known =
        IntStream.range(0, n).allMatch(k -> here[k] > 0 && there[k] > 0); // NaN is not above 0
    if (n <= COEFFICIENTS + 1 || !known) {
      return of(measured);
    }
    double[] near = Arrays.stream(here).map(Math::log).toArray();
    double[] far = Arrays.stream(there).map(Math::log).toArray();
    double average = (Moments.mean(near) + Moments.mean(far)) / 2;
    double a = Moments.mean(near) - average;
    double b = Moments.mean(far) - average;
    double aa = Moments.products(near, near);
    double bb = Moments.products(far, far);
    double ab = Moments.products(near, far);
    double da = Moments.products(measured, near);
    double db = Moments.products(measured, far);
    double independent = aa * bb - ab * ab;
    if (!(independent > 1e-9 * aa * bb)) {
      return of(measured); // the two always moved together, or never
    }
    double slope = (da * bb - db * ab) / independent;
    double otherSlope = (db * aa - da * ab) / independent;
    double explained = slope * da + otherSlope * db;
    double degrees = n - (double) COEFFICIENTS;
    double rest = Moments.products(measured, measured) - explained;
    double f = explained / (COEFFICIENTS - 1) / (rest / degrees);
    if (!(FDistribution.of(COEFFICIENTS - 1, degrees).survivalProbability(f) < UNLIKELY)) {
      return of(measured);
    }
    double[] values = new double[n];
    Arrays.setAll(
        values, k -> measured[k] - slope * (near[k] - average) - otherSlope * (far[k] - average));
    double weight = 1.0 / n + (a * a * bb - 2 * a * b * ab + b * b * aa) / independent;
    return new RoundDifferences(measured, values, degrees, 1 / weight);
  }

  /// Whether the values are those at an equal distance.
  public boolean isAdjusted() {
    return values != measured;
  }

  /// Of the values, as far as the regression left any.
  public double variance() {
    return Moments.products(values, values) / degrees;
  }
}
