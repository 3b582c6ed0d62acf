package dev.threadmill.stats;

import java.util.Arrays;

/// The spread of a benchmark between runs, beyond what its forks show.
///
/// Some effects hold for a whole run: where the host was placed, how the jar was laid out. However
/// many forks a run has, it is one sample of them, so that two runs can only be compared with this
/// in mind.
///
/// @param variance of the log score between runs
/// @param degrees how well the variance is known, as degrees of freedom
/// @param assumed whether it is a guess rather than learnt, which must be said with every result
public record RunSpread(double variance, double degrees, boolean assumed) {
  /// No spread: for what was measured inside one run, or from run means, which contain it.
  public static final RunSpread NONE = new RunSpread(0, 1, false);

  /// What is assumed of a machine that nobody else uses.
  public static final RunSpread DEDICATED = new RunSpread(0.01 * 0.01, 3, true);

  /// What is assumed of a virtual or shared machine.
  public static final RunSpread SHARED = new RunSpread(0.03 * 0.03, 3, true);

  /// How many pairs of runs need no assumption beside them.
  public static final int FEWEST_PAIRS = 5;

  /// How many benchmarks of two runs that are compared show by themselves how much runs differ.
  public static final int FEWEST_BENCHMARKS = 10;

  /// Three of four normal values are less than so many standard deviations off.
  private static final double THREE_QUARTERS = 1.1503;

  private static final double LARGEST = 1;

  public RunSpread {
    if (!(variance >= 0 && degrees > 0)) {
      throw new IllegalArgumentException("not a spread: " + variance + " on " + degrees);
    }
  }

  /// The spread learnt from pairs of runs of the same code.
  ///
  /// @param differences of the mean log scores of the two runs, a pair each
  /// @param meanVariances the variance of the *mean* of a run as its forks tell it, averaged over
  ///     the two runs, a pair each
  public static RunSpread learnt(double[] differences, double[] meanVariances) {
    int pairs = differences.length;
    if (pairs == 0 || meanVariances.length != pairs) {
      throw new IllegalArgumentException("a history needs pairs of runs with their variances");
    }
    double squares = Moments.mean(Arrays.stream(differences).map(x -> x * x).toArray());
    double variance = squares / 2 - Moments.mean(meanVariances);
    return new RunSpread(Math.max(0, variance), Math.max(1, pairs - 1.0), false);
  }

  /// The spread that two runs show themselves whose benchmarks hardly differ: with it three of four
  /// differences are as near to zero as normal ones. What became faster or slower in the fourth
  /// quarter does not count, and where more did the spread is taken for larger, which is careful.
  ///
  /// @param differences of the mean log scores of the two runs, a benchmark each
  /// @param errors the squared error of each difference as its forks tell it
  /// @param degrees of freedom; fewer than differences, where some have much to do with each other
  public static RunSpread ofBenchmarks(double[] differences, double[] errors, double degrees) {
    double low = 0;
    double high = LARGEST;
    for (int i = 0; i < Double.SIZE; i++) { // halves until no double is in between
      double middle = (low + high) / 2;
      if (isLess(middle, differences, errors)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new RunSpread(high, degrees, false);
  }

  private static boolean isLess(double variance, double[] differences, double[] errors) {
    double[] off = new double[differences.length];
    Arrays.setAll(off, i -> Math.abs(differences[i]) / Math.sqrt(errors[i] + 2 * variance));
    return Quantiles.of(off, 0.75) > THREE_QUARTERS;
  }

  /// The spread that both show together, each as far as it is known.
  public RunSpread and(RunSpread other) {
    double all = degrees + other.degrees;
    return new RunSpread(
        (degrees * variance + other.degrees * other.variance) / all, all, assumed && other.assumed);
  }
}
