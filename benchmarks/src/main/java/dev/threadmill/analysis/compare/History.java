package dev.threadmill.analysis.compare;

import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.RunSpread;
import dev.threadmill.stats.ScoreEstimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The spread between runs of the same code under the same conditions, learnt from earlier
/// runs.
///
/// Two runs are a pair if they are so far apart in time that what disturbed one did not disturb the
/// other. A pair counts once, however many benchmarks it has: they were all disturbed together.
final class History {
  private final List<Double> differences = new ArrayList<>();
  private final List<Double> meanVariances = new ArrayList<>();

  private History() {}

  /// The spread that these runs show; beside the assumption where there are few pairs of them, and
  /// the assumption alone where there is none.
  static RunSpread spread(List<RunAnalysis> runs, RunSpread assumed) {
    var history = new History();
    Map<List<Side.Trait>, List<RunAnalysis>> alike = new LinkedHashMap<>();
    for (RunAnalysis run : runs) {
      var key = Side.key(run);
      if (key != null) {
        alike.computeIfAbsent(key, any -> new ArrayList<>()).add(run);
      }
    }
    alike.values().stream().map(Side::of).forEach(history::add);
    int pairs = history.differences.size();
    if (pairs == 0) {
      return assumed;
    }
    var learnt = RunSpread.learnt(array(history.differences), array(history.meanVariances));
    return pairs < RunSpread.FEWEST_PAIRS ? learnt.and(assumed) : learnt;
  }

  private void add(Side side) {
    for (int i = 0; i + 1 < side.repeats().size(); i += 2) {
      add(side.ofRepeat(i), side.ofRepeat(i + 1));
    }
  }

  private void add(Side one, Side other) {
    List<Double> squares = new ArrayList<>();
    List<Double> variances = new ArrayList<>();
    for (var pair : Counterparts.of(one, other).pairs()) {
      if (Math.min(pair.base().logs().length, pair.other().logs().length)
          >= ScoreEstimate.FEWEST_FORKS) {
        squares.add(pair.difference() * pair.difference());
        variances.add(pair.squaredError() / 2);
      }
    }
    if (!squares.isEmpty()) {
      differences.add(Math.sqrt(Moments.mean(array(squares))));
      meanVariances.add(Moments.mean(array(variances)));
    }
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
