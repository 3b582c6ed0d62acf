package dev.threadmill.stats;

/// When a comparison has been measured enough: when its interval is narrow, never when its p is
/// small.
///
/// To look again and again and to stop at the first small p finds differences in everything. To
/// stop at a narrow interval is nearly harmless, for how wide it is says little of where it lies.
/// The little is paid for by [#ALPHA]: the interval that is reported as 95 % is computed at 97 %.
///
/// @param minRounds before which nothing is precise, at least three
/// @param maxRounds after which nothing more is measured
/// @param precision how far the interval may reach to either side, as a share: 0.02 for ±2 %
public record StoppingRule(int minRounds, int maxRounds, double precision) {
  /// With this alpha an interval at the stop covers the truth in at least 95 of 100 cases.
  public static final double ALPHA = 0.03;

  private static final double NOMINAL = 0.05;

  public StoppingRule {
    if (minRounds < ScoreEstimate.FEWEST_FORKS || maxRounds < minRounds || !(precision > 0)) {
      throw new IllegalArgumentException(
          "no rule: rounds " + minRounds + " to " + maxRounds + ", precision " + precision);
    }
  }

  /// How many times wider than asked for the interval of these differences of fork scores is: the
  /// next round goes where this is largest.
  public double excess(double[] differences) {
    int rounds = differences.length;
    return rounds < ScoreEstimate.FEWEST_FORKS
        ? Double.POSITIVE_INFINITY
        : excess(Moments.variance(differences), rounds);
  }

  /// How many rounds are likely to be enough for differences with this variance.
  public int roundsFor(double variance) {
    int rounds = minRounds;
    while (rounds < maxRounds && excess(variance, rounds) > 1) {
      rounds++;
    }
    return rounds;
  }

  private double excess(double variance, int rounds) {
    double half = StudentT.quantile(ALPHA, rounds - 1.0) * Math.sqrt(variance / rounds);
    return half / Math.log1p(precision);
  }

  /// The p-value of a ratio at which this rule stopped, made honest: it is at most 0.05 exactly
  /// when the interval excludes 1.
  public static double honest(double p) {
    return Math.min(1, p * NOMINAL / ALPHA);
  }
}
