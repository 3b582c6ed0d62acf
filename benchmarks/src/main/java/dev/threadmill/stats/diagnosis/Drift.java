package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The check whether the machine kept its speed from the start of a run to its end, by its
/// ruler: a small piece of work that is measured now and then for nothing else.
public final class Drift {
  private static final double UNLIKELY = 0.01;
  private static final double MUCH = 0.10;
  private static final int FEWEST_RULERS = 5;
  private static final int FEWEST_PAIRS = 10;

  /// The least values of a level, their least deviation, and what a step must gain in twice the
  /// logarithm of the likelihood for each unit of that of the length.
  private static final int SHORTEST = 5;

  private static final double LEAST = 0.001;
  private static final double PENALTY = 15;

  private static final int MOST_RULERS = 2000;

  private Drift() {}

  /// A change of the ruler, at once or slowly; what went up or down at once is not told as a slow
  /// drift, too.
  ///
  /// @param what the ruler measures
  /// @param times of the rulers, in any unit, rising
  /// @param moments what to call the time of each ruler
  /// @param scores of the rulers
  public static Optional<Finding> of(
      String what, double[] times, List<String> moments, double[] scores) {
    // Each is held against each: of very many readings some of each hour say as much.
    int[] kept =
        IntStream.iterate(0, i -> i < scores.length, i -> i + 1 + scores.length / MOST_RULERS)
            .toArray();
    double[] logs = IntStream.of(kept).mapToDouble(i -> Math.log(scores[i])).toArray();
    double[] then = IntStream.of(kept).mapToDouble(i -> times[i]).toArray();
    var named = moments.isEmpty() ? moments : IntStream.of(kept).mapToObj(moments::get).toList();
    return step(what, named, logs).or(() -> trend(what, then, logs));
  }

  /// The place where the level changes most, if that gains more than chance has it.
  private static Optional<Finding> step(String what, List<String> moments, double[] logs) {
    int n = logs.length;
    double best = 0;
    int at = 0;
    for (int i = SHORTEST; i <= n - SHORTEST; i++) {
      double between = change(logs, i) * change(logs, i) * i * (n - i) / n;
      if (between > best) {
        best = between;
        at = i;
      }
    }
    // Equal values in a row would otherwise make anything a step.
    double all = Moments.products(logs, logs) + n * LEAST * LEAST;
    boolean steps = at > 0 && n * Math.log(all / (all - best)) > PENALTY * Math.log(n);
    double size = steps ? change(logs, at) : 0;
    return Symptom.STEP.in(size, percent(size), moments.isEmpty() ? "" : moments.get(at), what);
  }

  private static double change(double[] logs, int at) {
    return Math.abs(
        Moments.mean(Arrays.copyOfRange(logs, at, logs.length))
            - Moments.mean(Arrays.copyOf(logs, at)));
  }

  private static Optional<Finding> trend(String what, double[] times, double[] logs) {
    if (logs.length < FEWEST_RULERS) {
      return Optional.empty();
    }
    var trend = Trend.of(times, logs);
    double drift = Math.abs(trend.slope * (times[times.length - 1] - times[0]));
    return Symptom.DRIFT
        .in(drift, percent(drift), what)
        .filter(found -> trend.p < UNLIKELY)
        .map(found -> drift > MUCH ? found : found.atMost(Level.WARN));
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

  /// A trend of values with time, which a few of them cannot make.
  ///
  /// @param slope Theil and Sen's: the median over all pairs
  /// @param p Mann and Kendall's, two-sided, by the normal approximation with ties counted
  record Trend(double slope, double p) {
    /// @param times rising
    static Trend of(double[] times, double[] values) {
      int n = times.length;
      var slopes = new double[n * (n - 1) / 2];
      int found = 0;
      double score = 0;
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          slopes[found++] = (values[j] - values[i]) / (times[j] - times[i]);
          score += Math.signum(values[j] - values[i]);
        }
      }
      var equal = new TreeMap<Double, Integer>();
      Arrays.stream(values).forEach(value -> equal.merge(value, 1, Integer::sum));
      double ties = equal.values().stream().mapToDouble(Trend::eighteenth).sum();
      double variance = (eighteenth(n) - ties) / 18;
      // The score moves in steps of two: half a step is taken off.
      double z = (Math.abs(score) - 1) / Math.sqrt(variance);
      double p = 2 * NormalDistribution.of(0, 1).survivalProbability(z);
      return new Trend(Quantiles.median(slopes), score == 0 ? 1 : p);
    }

    private static double eighteenth(double n) {
      return n * (n - 1) * (2 * n + 5);
    }
  }
}
