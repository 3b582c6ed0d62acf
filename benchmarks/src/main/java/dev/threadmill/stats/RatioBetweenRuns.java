package dev.threadmill.stats;

import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How two runs, or two machines, compare: Welch's t on fork scores, widened by what differs
/// from run to run anyway.
///
/// Across machines the ratio of two ratios is the better question ([#ofRatios]): "the advantage
/// of virtual threads is 1.2 times as large there". The speed of the machines cancels in it.
///
/// @param interval null below three forks on either side
/// @param p NaN where there is no interval
/// @param halfWidth of the interval, on the log scale; NaN where there is none
/// @param forkVariance the part of the squared error that more forks make smaller; NaN where
///     that is not known, as for the means of whole runs
/// @param runVariance the part of the squared error that only more runs make smaller
/// @param degrees Satterthwaite's degrees of freedom; NaN where there is no interval
public record RatioBetweenRuns(
    double ratio,
    @Nullable Interval interval,
    double p,
    double halfWidth,
    double forkVariance,
    double runVariance,
    double degrees,
    int rounds,
    boolean isPaired)
    implements RatioEstimate {
  /// Compares the fork scores of one run with those of another.
  public static RatioBetweenRuns of(double[] a, double[] b, RunSpread spread, double alpha) {
    return of(a, 1, b, 1, spread, alpha);
  }

  /// Compares fork scores that come from one or more runs a side, with a known spread of runs.
  ///
  /// Where both sides have two runs or more, [#ofRunMeans] needs no such knowledge.
  public static RatioBetweenRuns of(
      double[] a, int runsA, double[] b, int runsB, RunSpread spread, double alpha) {
    return welch(a, runsA, b, runsB, spread, alpha, ScoreEstimate.FEWEST_FORKS, false);
  }

  /// Compares two ratios that were each measured inside a run: the arguments are the log ratios of
  /// the rounds, as [PairedRatio#ofDifferences] takes them.
  public static RatioBetweenRuns ofRatios(
      double[] differencesA, double[] differencesB, RunSpread spread, double alpha) {
    int fewest = ScoreEstimate.FEWEST_FORKS;
    return welch(differencesA, 1, differencesB, 1, spread, alpha, fewest, true);
  }

  /// Compares by the means of whole runs, two or more a side, whose spread says all that is needed.
  public static RatioBetweenRuns ofRunMeans(double[][] runsA, double[][] runsB, double alpha) {
    double[] a = Arrays.stream(runsA).mapToDouble(Moments::mean).toArray();
    double[] b = Arrays.stream(runsB).mapToDouble(Moments::mean).toArray();
    var means = welch(a, a.length, b, b.length, RunSpread.NONE, alpha, 2, false);
    return new RatioBetweenRuns(
        means.ratio,
        means.interval,
        means.p,
        means.halfWidth,
        Double.NaN,
        means.runVariance,
        means.degrees,
        means.rounds,
        false);
  }

  private static RatioBetweenRuns welch(
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
      double none = Double.NaN;
      return new RatioBetweenRuns(
          Math.exp(difference), null, none, none, none, runs, none, rounds, paired);
    }
    double floor = Math.ulp(1.0) * Math.ulp(1.0); // as for rounds that agree to the last bit
    double va = Math.max(Moments.variance(a), floor) / a.length;
    double vb = Math.max(Moments.variance(b), floor) / b.length;
    double squared = va + vb + runs;
    double degrees =
        squared
            * squared
            / (va * va / (a.length - 1)
                + vb * vb / (b.length - 1)
                + runs * runs / Math.max(1, spread.degrees()));
    double error = Math.sqrt(squared);
    double half = StudentT.quantile(alpha, degrees) * error;
    return new RatioBetweenRuns(
        Math.exp(difference),
        Interval.aroundLog(difference, half),
        StudentT.p(difference / error, degrees),
        half,
        va + vb,
        runs,
        degrees,
        rounds,
        paired);
  }

  @Override
  public OptionalInt moreRounds(double effect, double alpha) {
    if (Double.isNaN(halfWidth) || Double.isNaN(forkVariance)) {
      return OptionalInt.empty();
    }
    double allowed = Math.log1p(effect) / StudentT.quantile(alpha, degrees);
    double left = allowed * allowed - runVariance;
    if (left <= 0) {
      return OptionalInt.empty();
    }
    double more = Math.ceil(rounds * (forkVariance / left - 1));
    return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, Math.max(1, more)));
  }
}
