package dev.threadmill.stats;

/// How much the same benchmark differs from run to run, beyond what its forks show.
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

  /// How many pairs of runs make a history.
  public static final int FEWEST_PAIRS = 5;

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
    if (pairs < FEWEST_PAIRS || meanVariances.length != pairs) {
      throw new IllegalArgumentException(
          "a history needs " + FEWEST_PAIRS + " pairs of runs with their variances");
    }
    double squares = 0;
    for (double difference : differences) {
      squares += difference * difference;
    }
    double variance = squares / pairs / 2 - Moments.mean(meanVariances);
    return new RunSpread(Math.max(0, variance), pairs - 1.0, false);
  }
}
