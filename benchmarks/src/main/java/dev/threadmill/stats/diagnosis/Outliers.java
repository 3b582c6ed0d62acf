package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.number;
import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.Quantiles;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.StudentT;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The check whether a few values make the result. They are counted and never dropped: a stall
/// is a result.
public final class Outliers {
  private static final double DEVIATIONS = 3;

  /// The least deviation that is taken for one, as a share of the median.
  private static final double LEAST = 0.005;

  private static final double UNLIKELY = 0.01;
  private static final int FEWEST_ROUNDS = 5;

  private Outliers() {}

  /// Whether iterations that are far from the others of their fork move the score of all forks.
  ///
  /// @param iterations `[fork][iteration]`
  /// @param matters how far a score must move to matter
  public static Optional<Finding> iterations(double[][] iterations, double matters) {
    long far = 0;
    double moved = 0;
    for (double[] fork : iterations) {
      double[] usual = usual(fork);
      far += fork.length - usual.length;
      moved += Math.log(Moments.mean(fork) / Moments.mean(usual)) / iterations.length;
    }
    return Symptom.OUTLIERS.beyond(matters, Math.abs(moved), far, percent(Math.abs(moved)));
  }

  private static double[] usual(double... iterations) {
    double median = Quantiles.median(iterations);
    double deviation = Math.max(Quantiles.medianDeviation(iterations), LEAST * median);
    return Arrays.stream(iterations)
        .filter(x -> Math.abs(x - median) <= DEVIATIONS * deviation)
        .toArray();
  }

  /// A round that is farther from the others than chance has it, and without which the verdict
  /// would be another.
  ///
  /// @param differences of fork scores, a round each
  public static Optional<Finding> round(double[] differences, Judge judge) {
    int n = differences.length;
    double mean = Moments.mean(differences);
    double squares = Moments.products(differences, differences);
    for (int k = 0; k < n && n >= FEWEST_ROUNDS; k++) {
      int left = k;
      // What is left without it follows from the sums of all, but for rounding: few rounds are so
      // far off that the others are worth a look of their own.
      double own = differences[k] - mean;
      double rest = Math.max(0, squares - own * own * n / (n - 1));
      double about = own * n / (n - 1) / Math.sqrt(rest / (n - 2) * n / (n - 1));
      if (!(n * StudentT.p(about, n - 2.0) < 2 * UNLIKELY)) { // of equal values it is NaN
        continue;
      }
      double[] others =
          IntStream.range(0, n).filter(i -> i != left).mapToDouble(i -> differences[i]).toArray();
      double error = Moments.deviation(others) * Math.sqrt(1 + 1.0 / others.length);
      double off = (differences[k] - Moments.mean(others)) / error;
      if (n * StudentT.p(off, n - 2.0) < UNLIKELY) { // each round could have been the one
        var all = RatioEstimate.paired(differences, judge.alpha());
        var without = RatioEstimate.paired(others, judge.alpha());
        var word = judge.on(without, without.p(), List.of()).word();
        return Symptom.ONE_ROUND.when(
            !word.equals(judge.on(all, all.p(), List.of()).word()),
            k + 1,
            number(without.ratio()),
            number(all.ratio()),
            word);
      }
    }
    return Optional.empty();
  }

  /// @param logScores of the forks
  public static Optional<Finding> skewed(double... logScores) {
    double error = Moments.deviation(logScores) / Math.sqrt(logScores.length);
    double apart = Math.abs(Moments.mean(logScores) - Quantiles.median(logScores)) / error;
    return logScores.length < 3 ? Optional.empty() : Symptom.SKEWED.in(apart, number(apart));
  }
}
