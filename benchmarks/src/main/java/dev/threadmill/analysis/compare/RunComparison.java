package dev.threadmill.analysis.compare;

import dev.threadmill.analysis.RunAnalysis;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Unusable;
import dev.threadmill.stats.BenjaminiHochberg;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.RunSpread;
import dev.threadmill.stats.StoppingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs against a base: what differs between them, what may be compared, and what came of it.
///
/// All verdicts of it are one family, however many sides and rows there are.
///
/// @param effect the least difference that matters on the noisiest of the machines, as a share
/// @param spread how much runs differ: assumed or as the history has it, where a side has too few
public record RunComparison(List<Against> sides, double effect, RunSpread spread) {
  private static final double FIXED_ROUNDS_ALPHA = 0.05;

  /// Compares runs with a base.
  ///
  /// @param history runs made before, which show how much runs differ; none, to assume it
  /// @throws Unusable if a run is given twice, or the history is too short
  public static RunComparison of(Run base, List<Run> others, List<Run> history, Wishes wishes) {
    refuseDuplicates(Stream.concat(Stream.of(base), others.stream()).toList());
    var all = Stream.concat(Stream.of(base), others.stream()).map(RunAnalysis::of).toList();
    double effect = all.stream().mapToDouble(RunAnalysis::effect).max().orElseThrow();
    RunSpread spread = history.isEmpty() ? assumed(effect) : History.spread(history);
    double alpha =
        all.stream()
            .mapToDouble(analysis -> alpha(analysis.run()))
            .min()
            .orElse(FIXED_ROUNDS_ALPHA);
    List<Side> sides = Side.of(base, others);
    var rows = new Rows(all, spread, effect, alpha);
    List<Against> drafts =
        sides.subList(1, sides.size()).stream()
            .map(side -> rows.compare(sides.getFirst(), side, wishes))
            .toList();
    return new RunComparison(judged(drafts, new Judge(effect, alpha)), effect, spread);
  }

  private static RunSpread assumed(double effect) {
    return effect > Judge.DEDICATED_EFFECT ? RunSpread.SHARED : RunSpread.DEDICATED;
  }

  /// A plain file has as many forks as it was told to make.
  private static double alpha(Run run) {
    return run.manifest() == null ? FIXED_ROUNDS_ALPHA : RunAnalysis.alpha(run.manifest());
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

  private static List<Against> judged(List<Against> drafts, Judge judge) {
    List<RatioEstimate> family = new ArrayList<>();
    for (Against draft : drafts) {
      draft.scores().stream().map(ScoreRow::ratio).forEach(ratio -> add(family, ratio));
      draft.ratios().stream().map(RatioRow::ratio).forEach(ratio -> add(family, ratio));
    }
    boolean stopped = judge.alpha() == StoppingRule.ALPHA;
    double[] q =
        BenjaminiHochberg.adjust(
            family.stream()
                .mapToDouble(ratio -> stopped ? StoppingRule.honest(ratio.p()) : ratio.p())
                .toArray());
    var verdicts = new Verdicts(judge, q);
    return drafts.stream().map(verdicts::on).toList();
  }

  private static void add(List<RatioEstimate> family, @Nullable RatioEstimate ratio) {
    if (ratio != null) {
      family.add(ratio);
    }
  }

  /// Whether anything is slower than the base by more than matters.
  public boolean isSlower() {
    return sides.stream().flatMap(side -> side.scores().stream()).anyMatch(ScoreRow::isSlower);
  }

  /// Whether anything was refused, or is not to be trusted, or if there was nothing to compare.
  public boolean isInDoubt() {
    return sides.stream()
        .anyMatch(
            side ->
                side.scores().isEmpty() || side.scores().stream().anyMatch(ScoreRow::isInDoubt));
  }

  /// The side that is compared with all others.
  public Side base() {
    return sides.getFirst().base();
  }
}
