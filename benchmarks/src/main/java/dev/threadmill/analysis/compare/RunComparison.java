package dev.threadmill.analysis.compare;

import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.comparison.Terms;
import dev.threadmill.comparison.Verdicts;
import dev.threadmill.results.Run;
import dev.threadmill.results.Unusable;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.RunSpread;
import dev.threadmill.stats.ScoreEstimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs against a base: what differs between them, what may be compared, and what came of it.
///
/// All verdicts of it are one family, however many sides and rows there are.
///
/// @param effect the least difference that matters on the noisiest of the machines, as a share
/// @param spread how much runs differ at most, where a side has too few to show it: assumed, or as
///     earlier runs or most benchmarks of these have it
public record RunComparison(List<Against> sides, double effect, RunSpread spread) {
  /// Compares runs with a base, which is the first.
  ///
  /// @param given the runs, as lists of those that are one side; where each list has one run, runs
  ///     under the same conditions are sorted into one side
  /// @param history runs made before, which may show how much runs differ
  /// @param declared what is meant to differ; null if that is left to the runs
  /// @param only the rows that are wanted
  /// @throws Unusable if a run is given twice, or if those of a given side are not alike
  public static RunComparison of(
      List<List<Run>> given, List<Run> history, @Nullable Factor declared, Only only) {
    refuseDuplicates(given.stream().flatMap(List::stream).toList());
    var all = given.stream().map(side -> side.stream().map(RunAnalysis::of).toList()).toList();
    var terms =
        all.stream().flatMap(List::stream).map(RunAnalysis::terms).reduce(Terms::and).orElseThrow();
    RunSpread assumed =
        terms.effect() > Judge.DEDICATED_EFFECT ? RunSpread.SHARED : RunSpread.DEDICATED;
    RunSpread before = History.spread(history.stream().map(RunAnalysis::of).toList(), assumed);
    List<Side> sides =
        all.stream().allMatch(side -> side.size() == 1)
            ? Side.sorted(all.stream().flatMap(List::stream).toList())
            : all.stream().map(Side::given).toList();
    var family = new Verdicts(terms);
    var rows =
        sides.stream()
            .skip(1)
            .map(side -> new Rows(sides.getFirst(), side, declared, before, terms, family, only))
            .toList();
    return new RunComparison(
        rows.stream().map(Rows::against).toList(),
        terms.effect(),
        rows.stream()
            .map(Rows::spread)
            .max(Comparator.comparingDouble(RunSpread::variance))
            .orElseThrow());
  }

  private static void refuseDuplicates(List<Run> runs) {
    for (int i = 0; i < runs.size(); i++) {
      for (int k = 0; k < i; k++) {
        if (isSame(runs.get(i), runs.get(k))) {
          throw new Unusable(
              runs.get(i).origin()
                  + (runs.get(i).origin().equals(runs.get(k).origin())
                      ? " is given twice: the same run"
                      : " and " + runs.get(k).origin() + " are the same run, which")
                  + " cannot be compared with itself");
        }
      }
    }
  }

  private static boolean isSame(Run one, Run other) {
    return !one.forks().isEmpty() && one.forks().equals(other.forks());
  }

  /// Whether it has no row and no cell alone.
  public boolean isEmpty() {
    return sides.stream().allMatch(Against::isEmpty);
  }

  /// Whether anything is slower than the base by more than matters.
  public boolean isSlower() {
    return sides.stream().flatMap(side -> side.scores().stream()).anyMatch(Row.OfScores::isSlower);
  }

  /// Whether anything was refused, or is not to be trusted, or if there was nothing to compare.
  public boolean isInDoubt() {
    return sides.stream()
        .anyMatch(
            side -> side.scores().isEmpty() || side.scores().stream().anyMatch(Row::isInDoubt));
  }

  public Side base() {
    return sides.getFirst().base();
  }

  /// The spread between runs of the same code under the same conditions, learnt from earlier runs.
  ///
  /// Two runs are a pair if they are so far apart in time that what disturbed one did not disturb
  /// the other. A pair counts once, however many benchmarks it has: they were disturbed together.
  private static final class History {
    private final List<Double> differences = new ArrayList<>();
    private final List<Double> meanVariances = new ArrayList<>();

    private History() {}

    /// The spread that these runs show; beside the assumption where there are few pairs of them,
    /// and the assumption alone where there is none.
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
}
