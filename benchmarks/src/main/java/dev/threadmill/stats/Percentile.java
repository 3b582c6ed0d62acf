package dev.threadmill.stats;

/// A percentile of a latency, such as 0.999, as a score of forks.
///
/// The histograms of a fork's threads and iterations are merged, never their percentiles averaged;
/// what the merged one says is the score of the fork, and all else is as for a mean: the spread
/// between forks makes the interval.
public record Percentile(double quantile) {
  /// How many values must lie beyond a percentile for it to be more than an anecdote.
  private static final int BEYOND = 10;

  public Percentile {
    if (!(quantile > 0 && quantile < 1)) {
      throw new IllegalArgumentException("a percentile lies between 0 and 1, not at " + quantile);
    }
  }

  /// How many values a fork must have recorded to show this percentile.
  public long samplesNeeded() {
    // 1 - 0.999 is a little less than a thousandth in binary, which must not cost a sample more.
    return (long) Math.ceil(BEYOND / (1 - quantile) * (1 - 1e-9));
  }

  public boolean isShownBy(long samples) {
    return samples >= samplesNeeded();
  }

  /// The score of a fork whose percentile has this value; see [ForkScore].
  public double log(double value) {
    return ForkScore.log(new double[] {value}, false);
  }
}
