package dev.threadmill.stats;

/// The one number that a fork counts with: the logarithm of the mean of its measured iterations,
/// turned so that larger is better.
///
/// On this scale a difference is a ratio, and twice as fast is as far away as half as fast.
public final class ForkScore {
  private ForkScore() {}

  /// The score of a fork. Iterations are of equal length, so that the mean is that of the whole
  /// time.
  ///
  /// @param higherIsBetter true for a throughput, false for a time
  /// @throws IllegalArgumentException if there is no iteration, or one that is not a positive
  ///     finite number: the fork is then invalid, which must be seen and not be averaged away
  public static double log(double[] iterations, boolean higherIsBetter) {
    if (iterations.length == 0) {
      throw new IllegalArgumentException("a fork without iterations has no score");
    }
    for (double iteration : iterations) {
      if (!(iteration > 0 && Double.isFinite(iteration))) {
        throw new IllegalArgumentException("a score must be positive and finite, not " + iteration);
      }
    }
    double log = Math.log(Moments.mean(iterations));
    return higherIsBetter ? log : -log;
  }
}
