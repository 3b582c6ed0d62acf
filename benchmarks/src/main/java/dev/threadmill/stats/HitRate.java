package dev.threadmill.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/// A rate of hits in trials, with bounds of the true rate.
///
/// The bounds are those of Clopper and Pearson: exact, and never too narrow.
public record HitRate(int hits, int trials) {
  public HitRate {
    if (!(hits >= 0 && hits <= trials)) {
      throw new IllegalArgumentException(hits + " hits in " + trials + " trials");
    }
  }

  public double share() {
    return (double) hits / trials;
  }

  /// The largest true rate that one would believe, at one-sided confidence 1 - `alpha`.
  public double upper(double alpha) {
    return hits == trials
        ? 1
        : BetaDistribution.of(hits + 1.0, trials - hits).inverseSurvivalProbability(alpha);
  }

  /// The smallest true rate that one would believe, at one-sided confidence 1 - `alpha`.
  public double lower(double alpha) {
    return hits == 0
        ? 0
        : BetaDistribution.of(hits, trials - hits + 1.0).inverseCumulativeProbability(alpha);
  }
}
