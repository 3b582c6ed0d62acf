package dev.threadmill.stats;

/// When a comparison has been measured enough: when its interval is narrow, never when its p is
/// small.
///
/// To look again and again and to stop at the first small p finds differences in everything. To
/// stop at a narrow interval is nearly harmless, for how wide it is says little of where it lies.
/// The little is paid for by [#ALPHA]: the interval that is reported as 95 % is computed at 97 %.
///
/// @param minRounds that all have before any has more, at least three
/// @param maxRounds after which nothing more is measured
/// @param precision how far the interval may reach to either side, as a share: 0.02 for ±2 %
public record StoppingRule(int minRounds, int maxRounds, double precision) {
  /// With this alpha an interval at the stop covers the truth in at least 95 of 100 cases.
  public static final double ALPHA = 0.03;

  private static final double NOMINAL = 0.05;

  /// How many times its half width an interval must be away from a ratio of 1 to leave no doubt,
  /// whatever else is judged beside it.
  private static final double CLEAR = 2;

  public StoppingRule {
    if (minRounds < ScoreEstimate.FEWEST_FORKS || maxRounds < minRounds || !(precision > 0)) {
      throw new IllegalArgumentException(
          "no rule: rounds " + minRounds + " to " + maxRounds + ", precision " + precision);
    }
  }

  /// How many times wider than asked for the interval of these differences of fork scores is: the
  /// next round goes where this is largest, and 1 or less is enough. Very few rounds never are,
  /// because a narrow interval may be luck, and nothing is called the same by it.
  public double excess(double[] differences) {
    int rounds = differences.length;
    if (rounds < ScoreEstimate.FEWEST_FORKS) {
      return Double.POSITIVE_INFINITY;
    }
    double excess = excess(Moments.variance(differences), rounds);
    return missing(rounds) == 0 ? excess : Math.max(excess, 1 + missing(rounds));
  }

  /// How many rounds there must be more before an interval counts.
  private static int missing(int rounds) {
    return Math.max(0, Judge.ENOUGH_FOR_SAME - rounds);
  }

  /// Whether they leave open which side is ahead, or whether both are the same. It decides where
  /// time is spent and never when to stop: what is settled may be far from precise.
  public boolean isOpen(double[] differences) {
    int rounds = differences.length;
    if (rounds < ScoreEstimate.FEWEST_FORKS) {
      return true;
    }
    double mean = Math.abs(Moments.mean(differences));
    double half = halfWidth(Moments.variance(differences), rounds);
    return half > Math.max(mean / CLEAR, Math.log1p(precision) - mean)
        || mean < half && missing(rounds) > 0;
  }

  /// How many rounds are likely to be enough for differences with this variance.
  public int roundsFor(double variance) {
    int rounds = Math.min(maxRounds, Math.max(minRounds, Judge.ENOUGH_FOR_SAME));
    while (rounds < maxRounds && excess(variance, rounds) > 1) {
      rounds++;
    }
    return rounds;
  }

  private double excess(double variance, int rounds) {
    return halfWidth(variance, rounds) / Math.log1p(precision);
  }

  private static double halfWidth(double variance, int rounds) {
    return StudentT.quantile(ALPHA, rounds - 1.0) * Math.sqrt(variance / rounds);
  }

  /// The p-value of a ratio at which this rule stopped, made honest: it is at most 0.05 exactly
  /// when the interval excludes 1.
  public static double honest(double p) {
    return Math.min(1, p * NOMINAL / ALPHA);
  }
}
