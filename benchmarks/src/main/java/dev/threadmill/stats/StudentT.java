package dev.threadmill.stats;

import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.distribution.TDistribution;

/// Student's t, two-sided.
public final class StudentT {
  private record Asked(double alpha, int degrees) {}

  /// Answers for small samples: simulations and stopping rules ask the same few again and again.
  private static final ConcurrentHashMap<Asked, Double> ANSWERED = new ConcurrentHashMap<>();

  private static final int REMEMBERED = 64;

  private StudentT() {}

  /// How many standard errors an interval of confidence 1 - `alpha` reaches to either side.
  public static double quantile(double alpha, double degrees) {
    int whole = (int) degrees;
    if (whole == degrees && whole <= REMEMBERED && ANSWERED.size() < 16 * REMEMBERED) {
      return ANSWERED.computeIfAbsent(new Asked(alpha, whole), asked -> solve(alpha, degrees));
    }
    return solve(alpha, degrees);
  }

  /// How likely a value is that lies at least `t` standard errors from zero, to either side.
  public static double p(double t, double degrees) {
    return 2 * TDistribution.of(degrees).survivalProbability(Math.abs(t));
  }

  /// The p-value of the question whether the mean of a sample is zero; NaN for less than two
  /// values.
  public static double pOfZeroMean(double... sample) {
    if (sample.length < 2) {
      return Double.NaN;
    }
    double mean = Moments.mean(sample);
    double error = Moments.deviation(sample) / Math.sqrt(sample.length);
    return mean == 0 ? 1 : p(mean / error, sample.length - 1.0);
  }

  private static double solve(double alpha, double degrees) {
    var t = TDistribution.of(degrees);
    double rough = t.inverseSurvivalProbability(alpha / 2);
    // The library's search stops at an absolute distance; one step of Newton's takes the rest.
    return rough + (t.survivalProbability(rough) - alpha / 2) / t.density(rough);
  }
}
