package dev.threadmill.stats;

import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// An estimate of how many times better one thing is than another, by Student's t on logarithms.
///
/// Arms of the same rounds are compared within rounds ([#paired]), so that what a round did to both
/// is in neither the ratio nor its error. Runs and machines are compared by Welch's t, widened by
/// what differs from run to run anyway ([#between]); the ratio of two ratios ([#ofRatios]) is then
/// the better question, because the speed of the machines cancels in it.
///
/// @param ratio better divided by worse is above 1, whether a throughput or a time was measured
/// @param interval null where there are too few forks for any
/// @param p the chance of a ratio at least that far from 1 if in truth there is no difference; NaN
///     where there is no interval, as for the next three
/// @param forkVariance the part of the squared error that more forks make smaller; NaN also where
///     that is not known, as for the means of whole runs
/// @param runVariance the part of the squared error that only more runs make smaller
/// @param degrees of freedom
/// @param rounds the number of forks of the side that has fewer
/// @param isPaired whether both sides were measured side by side, so that a machine that drifts
///     moves neither
/// @param bound whether the true ratio is known to lie only to one side, because a side was cut off
public record RatioEstimate(
    double ratio,
    @Nullable Interval interval,
    double p,
    double forkVariance,
    double runVariance,
    double degrees,
    int rounds,
    boolean isPaired,
    Bound bound) {
  /// Forks that agree to the last bit have a variance of zero, from which no interval follows; the
  /// rounding of a double is the least error that they can have.
  private static final double LEAST_VARIANCE = Math.ulp(1.0) * Math.ulp(1.0);

  /// Compares two arms by the differences of their fork scores (see [ForkScore]), a round each.
  ///
  /// @param alpha one minus the confidence: 0.05, or [StoppingRule#ALPHA] after that rule
  public static RatioEstimate paired(double[] differences, double alpha) {
    int n = differences.length;
    if (n == 0) {
      throw new IllegalArgumentException("no round, no ratio");
    }
    double mean = Moments.mean(differences);
    if (n < ScoreEstimate.FEWEST_FORKS) {
      return without(mean, 0, n, true);
    }
    double variance = Math.max(Moments.variance(differences), LEAST_VARIANCE) / n;
    return of(mean, variance, 0, n - 1.0, n, true, alpha);
  }

  /// Compares fork scores of two runs.
  public static RatioEstimate between(double[] a, double[] b, RunSpread spread, double alpha) {
    return between(a, 1, b, 1, spread, alpha);
  }

  /// Compares fork scores that come from one or more runs a side, with a known spread of runs.
  ///
  /// Where both sides have two runs or more, [#ofRunMeans] needs no such knowledge.
  public static RatioEstimate between(
      double[] a, int runsA, double[] b, int runsB, RunSpread spread, double alpha) {
    return welch(a, runsA, b, runsB, spread, alpha, ScoreEstimate.FEWEST_FORKS, false);
  }

  /// Compares two ratios that were each measured inside a run, by the differences of their rounds.
  public static RatioEstimate ofRatios(
      double[] differencesA, double[] differencesB, RunSpread spread, double alpha) {
    int fewest = ScoreEstimate.FEWEST_FORKS;
    return welch(differencesA, 1, differencesB, 1, spread, alpha, fewest, true);
  }

  /// Compares by the means of whole runs, two or more a side, whose spread says all that is needed.
  public static RatioEstimate ofRunMeans(double[][] runsA, double[][] runsB, double alpha) {
    double[] a = Arrays.stream(runsA).mapToDouble(Moments::mean).toArray();
    double[] b = Arrays.stream(runsB).mapToDouble(Moments::mean).toArray();
    var of = welch(a, a.length, b, b.length, RunSpread.NONE, alpha, 2, false);
    double none = Double.NaN;
    return new RatioEstimate(
        of.ratio, of.interval, of.p, none, 0, of.degrees, of.rounds, false, Bound.NONE);
  }

  private static RatioEstimate welch(
      double[] a,
      int runsA,
      double[] b,
      int runsB,
      RunSpread spread,
      double alpha,
      int fewest,
      boolean paired) {
    if (a.length == 0 || b.length == 0 || runsA < 1 || runsB < 1) {
      throw new IllegalArgumentException("a side without a fork or a run cannot be compared");
    }
    double difference = Moments.mean(a) - Moments.mean(b);
    double runs = spread.variance() * (1.0 / runsA + 1.0 / runsB);
    int rounds = Math.min(a.length, b.length);
    if (rounds < fewest) {
      return without(difference, runs, rounds, paired);
    }
    double va = Math.max(Moments.variance(a), LEAST_VARIANCE) / a.length;
    double vb = Math.max(Moments.variance(b), LEAST_VARIANCE) / b.length;
    double squared = va + vb + runs;
    double degrees =
        squared
            * squared
            / (va * va / (a.length - 1)
                + vb * vb / (b.length - 1)
                + runs * runs / Math.max(1, spread.degrees()));
    return of(difference, va + vb, runs, degrees, rounds, paired, alpha);
  }

  private static RatioEstimate without(double log, double runs, int rounds, boolean paired) {
    double none = Double.NaN;
    return new RatioEstimate(
        Math.exp(log), null, none, none, runs, none, rounds, paired, Bound.NONE);
  }

  private static RatioEstimate of(
      double log,
      double forks,
      double runs,
      double degrees,
      int rounds,
      boolean paired,
      double alpha) {
    double error = Math.sqrt(forks + runs);
    double half = StudentT.quantile(alpha, degrees) * error;
    return new RatioEstimate(
        Math.exp(log),
        Interval.aroundLog(log, half),
        StudentT.p(log / error, degrees),
        forks,
        runs,
        degrees,
        rounds,
        paired,
        Bound.NONE);
  }

  /// The same where a side was cut off. What lies beyond the bound is not known, so that only a
  /// difference to this side of it can be found.
  public RatioEstimate within(Bound known) {
    boolean tells =
        switch (known) {
          case NONE -> true;
          case AT_LEAST -> ratio > 1;
          case AT_MOST -> ratio < 1;
          case UNKNOWN -> false;
        };
    return new RatioEstimate(
        ratio,
        known.open(interval),
        tells || Double.isNaN(p) ? p : 1,
        forkVariance,
        runVariance,
        degrees,
        rounds,
        isPaired,
        known);
  }

  /// About how many rounds more would make the interval reach no further than `effect` to either
  /// side; empty if no number of rounds would, or if too few are there to tell.
  ///
  /// @param effect as a share: 0.03 stands for 3 %
  /// @param alpha one minus the confidence of the interval
  public OptionalInt moreRounds(double effect, double alpha) {
    double now = roundsFor(effect, alpha, degrees);
    if (Double.isNaN(now) || Double.isInfinite(now)) {
      return OptionalInt.empty();
    }
    // With more rounds the quantile is smaller too; one step further is near enough.
    double then = degrees + Math.max(now, ScoreEstimate.FEWEST_FORKS) - rounds;
    double more = roundsFor(effect, alpha, Math.max(1, then)) - rounds;
    return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, Math.max(1, more)));
  }

  private double roundsFor(double effect, double alpha, double freedom) {
    if (Double.isNaN(forkVariance)) {
      return Double.NaN;
    }
    double allowed = Math.log1p(effect) / StudentT.quantile(alpha, freedom);
    double left = allowed * allowed - runVariance;
    return left <= 0 ? Double.POSITIVE_INFINITY : Math.ceil(rounds * forkVariance / left);
  }
}
