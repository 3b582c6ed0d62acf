package dev.threadmill.stats;

import org.jspecify.annotations.Nullable;

/// The score of one benchmark: the geometric mean over its forks, with a 95 % interval.
///
/// The interval is Student's t on the logs of the fork means. With the handful of forks that anyone
/// can afford, bootstrap intervals are far too narrow, and so is any that counts iterations.
///
/// @param interval null below three forks, which show too little of their spread
/// @param forkSpread the standard deviation of the logs, so that 0.02 says that forks differ by
///     about 2 %; NaN for a single fork
/// @param bound whether the truth is known to lie only to one side of the score
public record ScoreEstimate(
    double score, @Nullable Interval interval, int forks, double forkSpread, Bound bound) {
  public static final int FEWEST_FORKS = 3;

  ScoreEstimate(double score, @Nullable Interval interval, int forks, double forkSpread) {
    this(score, interval, forks, forkSpread, Bound.NONE);
  }

  /// The same from forks of which some are known only to reach that far.
  public ScoreEstimate within(Bound known) {
    return new ScoreEstimate(score, known.open(interval), forks, forkSpread, known);
  }

  /// The score from what [ForkScore#log] gave, on the scale that was measured.
  public static ScoreEstimate of(double[] logScores, boolean higherIsBetter) {
    int n = logScores.length;
    if (n == 0) {
      throw new IllegalArgumentException("no fork, no score");
    }
    double mean = Moments.mean(logScores);
    double spread = Moments.deviation(logScores);
    double score = Math.exp(higherIsBetter ? mean : -mean);
    if (n < FEWEST_FORKS) {
      return new ScoreEstimate(score, null, n, spread);
    }
    double half = StudentT.quantile(0.05, n - 1.0) * spread / Math.sqrt(n);
    var interval = Interval.aroundLog(mean, half);
    return new ScoreEstimate(score, higherIsBetter ? interval : interval.inverse(), n, spread);
  }
}
