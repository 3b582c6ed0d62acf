package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.Quantiles;
import dev.threadmill.stats.RatioBetweenRuns;
import dev.threadmill.stats.RunSpread;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Whether the machine was the same from the start of a run to its end, as its ruler tells: a small
/// piece of work that is measured now and then for nothing else.
public final class Drift {
  private static final double UNLIKELY = 0.01;
  private static final double VERY_UNLIKELY = 0.001;
  private static final int FEWEST_RULERS = 5;
  private static final int FEWEST_PAIRS = 10;

  private Drift() {}

  /// A slow change of the ruler.
  ///
  /// @param what the ruler measures
  /// @param times of the rulers, in any unit
  /// @param scores of the rulers
  public static Optional<Finding> trend(String what, double[] times, double[] scores) {
    if (scores.length < FEWEST_RULERS) {
      return Optional.empty();
    }
    var trend = MonotoneTrend.of(times, logs(scores));
    var span = Arrays.stream(times).summaryStatistics();
    double drift = Math.abs(trend.slope() * (span.getMax() - span.getMin()));
    return trend.p() < UNLIKELY ? Symptom.DRIFT.in(drift, percent(drift), what) : Optional.empty();
  }

  /// A sudden change of the ruler: the largest.
  ///
  /// @param what the ruler measures
  /// @param moments what to call the time of each ruler
  /// @param scores of the rulers, in order of time
  public static Optional<Finding> step(String what, List<String> moments, double[] scores) {
    var logs = logs(scores);
    var starts = Levels.of(scores).starts();
    Optional<Finding> found = Optional.empty();
    double largest = 0;
    for (int s = 1; s < starts.size(); s++) {
      int at = starts.get(s);
      int end = s + 1 < starts.size() ? starts.get(s + 1) : logs.length;
      var before = Arrays.copyOfRange(logs, starts.get(s - 1), at);
      var after = Arrays.copyOfRange(logs, at, end);
      double step = Math.abs(Moments.mean(after) - Moments.mean(before));
      double p = RatioBetweenRuns.of(after, before, RunSpread.NONE, UNLIKELY).p();
      if (p < VERY_UNLIKELY && step > largest) {
        largest = step;
        found = Symptom.STEP.in(step, percent(step), moments.get(at), what);
      }
    }
    return found;
  }

  /// Whether whole rounds were faster or slower than others.
  ///
  /// @param logScores `[round][benchmark]`, complete
  public static Optional<Finding> rounds(double[][] logScores) {
    int rounds = logScores.length;
    int columns = rounds == 0 ? 0 : logScores[0].length;
    if (rounds < 3 || columns < 2) {
      return Optional.empty();
    }
    var rows = Arrays.stream(logScores).mapToDouble(Moments::mean).toArray();
    double squares = 0;
    for (int b = 0; b < columns; b++) {
      int column = b;
      double mean = Moments.mean(Arrays.stream(logScores).mapToDouble(r -> r[column]).toArray());
      for (int k = 0; k < rounds; k++) {
        double rest = logScores[k][b] - mean - rows[k] + Moments.mean(rows);
        squares += rest * rest;
      }
    }
    double residual = Math.sqrt(squares / ((rounds - 1.0) * (columns - 1.0)));
    double spread = Moments.deviation(rows);
    return Symptom.ROUNDS.in(spread / residual, percent(spread));
  }

  /// Whether comparisons that have nothing to do with each other moved the same way.
  ///
  /// @param logRatios of unrelated pairs
  /// @param effect the least difference that matters
  public static Optional<Finding> commonShift(double[] logRatios, double effect) {
    if (logRatios.length < FEWEST_PAIRS) {
      return Optional.empty();
    }
    double median = Quantiles.median(logRatios);
    return Symptom.COMMON_SHIFT.when(
        Math.abs(median) > Math.log1p(effect), percent(Math.expm1(median)), logRatios.length);
  }

  private static double[] logs(double... scores) {
    return Arrays.stream(scores).map(Math::log).toArray();
  }
}
