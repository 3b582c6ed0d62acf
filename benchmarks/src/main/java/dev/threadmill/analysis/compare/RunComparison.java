package dev.threadmill.analysis.compare;

import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.comparison.Terms;
import dev.threadmill.comparison.Verdicts;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Unusable;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.RunSpread;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Runs against a base: what differs between them, what may be compared, and what came of it.
///
/// All verdicts of it are one family, however many sides and rows there are.
///
/// @param effect the least difference that matters on the noisiest of the machines, as a share
/// @param spread how much runs differ at most, where a side has too few to show it: assumed, or as
///     earlier runs or most benchmarks of these have it
public record RunComparison(List<Against> sides, double effect, RunSpread spread) {
  /// Compares runs with a base.
  ///
  /// @param history runs made before, which may show how much runs differ
  /// @throws Unusable if a run is given twice
  public static RunComparison of(Run base, List<Run> others, List<Run> history, Wishes wishes) {
    refuseDuplicates(Stream.concat(Stream.of(base), others.stream()).toList());
    var ofBase = RunAnalysis.of(base);
    var ofOthers = others.stream().map(RunAnalysis::of).toList();
    var terms = ofOthers.stream().map(RunAnalysis::terms).reduce(ofBase.terms(), Terms::and);
    RunSpread assumed = assumed(terms.effect());
    RunSpread before = History.spread(history.stream().map(RunAnalysis::of).toList(), assumed);
    List<Side> sides = Side.of(ofBase, ofOthers);
    var family = new Verdicts(terms);
    var rows =
        sides.stream()
            .skip(1)
            .map(side -> new Rows(sides.getFirst(), side, wishes, before, terms, family))
            .toList();
    return new RunComparison(
        rows.stream().map(Rows::against).toList(),
        terms.effect(),
        rows.stream()
            .map(Rows::spread)
            .max(Comparator.comparingDouble(RunSpread::variance))
            .orElseThrow());
  }

  private static RunSpread assumed(double effect) {
    return effect > Judge.DEDICATED_EFFECT ? RunSpread.SHARED : RunSpread.DEDICATED;
  }

  private static void refuseDuplicates(List<Run> runs) {
    for (int i = 0; i < runs.size(); i++) {
      for (int k = 0; k < i; k++) {
        if (isSame(runs.get(i), runs.get(k))) {
          throw new Unusable(
              runs.get(i).origin()
                  + " and "
                  + runs.get(k).origin()
                  + " are the same run, which cannot be compared with itself");
        }
      }
    }
  }

  private static boolean isSame(Run one, Run other) {
    RunManifest here = one.manifest();
    RunManifest there = other.manifest();
    if (here == null || there == null) {
      return here == there && one.forks().equals(other.forks());
    }
    return here.machine().equals(there.machine())
        && here.started().equals(there.started())
        && here.seed() == there.seed();
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
}
