package dev.threadmill.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.FDistribution;

/// The differences of two arms' fork scores, a round each, and how well their mean is known.
///
/// Where scores follow how far the two CPUs of a fork were from each other, most of what rounds
/// differ by is luck: one arm met the CPUs near, the other far. A regression takes that out. It
/// gives the differences as they would be had the CPUs always been at one distance, for both arms,
/// and how they would grow with it. That is another ratio where one arm follows the distance more
/// than the other, so that the distance must be told with it.
///
/// @param measured log ratios of speed
/// @param values the same as they would be at an equal distance; what was measured, where that does
///     not matter
/// @param distance that is equal, in nanoseconds; NaN where the values are what was measured
/// @param growth of the values for each time that the distance doubles
/// @param degrees of freedom that the spread of the values is known with
/// @param size how many independent values their mean is worth
public record RoundDifferences(
    double[] measured,
    double[] values,
    double distance,
    double growth,
    double degrees,
    double size) {
  /// How unlikely it must be that scores follow the distance by chance: else every comparison would
  /// pay for a regression that few need.
  private static final double UNLIKELY = 0.01;

  /// The mean and the two slopes.
  private static final int COEFFICIENTS = 3;

  /// Of fewer, a line that happens to fit looks too precise, and a run would stop there.
  private static final int FEWEST_ROUNDS = 7;

  /// As measured.
  public static RoundDifferences of(double[] measured) {
    return new RoundDifferences(
        measured, measured, Double.NaN, 0, measured.length - 1.0, measured.length);
  }

  /// At an equal distance, where scores follow it.
  ///
  /// @param here how far apart the CPUs were in the forks of one arm; NaN where nobody knows
  /// @param there the same in the forks of the other, round by round
  /// @param distance the one to be equal, best near to the average of them all
  public static RoundDifferences of(
      double[] measured, double[] here, double[] there, double distance) {
    int n = measured.length;
    boolean known =
        IntStream.range(0, n).allMatch(k -> here[k] > 0 && there[k] > 0); // NaN is not above 0
    if (n < FEWEST_ROUNDS || !known) {
      return of(measured);
    }
    double[] near = logs(here, distance);
    double[] far = logs(there, distance);
    double a = Moments.mean(near);
    double b = Moments.mean(far);
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
    Arrays.setAll(values, k -> measured[k] - slope * near[k] - otherSlope * far[k]);
    double weight = 1.0 / n + (a * a * bb - 2 * a * b * ab + b * b * aa) / independent;
    double growth = (slope + otherSlope) * Math.log(2);
    return new RoundDifferences(measured, values, distance, growth, degrees, 1 / weight);
  }

  /// How many times as far as the one distance, on a log scale.
  private static double[] logs(double[] distances, double one) {
    return Arrays.stream(distances).map(distance -> Math.log(distance / one)).toArray();
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
