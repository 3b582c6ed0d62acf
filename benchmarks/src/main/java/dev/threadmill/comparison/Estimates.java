package dev.threadmill.comparison;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.stats.ForkScore;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.RunSpread;
import dev.threadmill.stats.ScoreEstimate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The scores and ratios that arms come to, with their intervals.
public final class Estimates {
  private Estimates() {}

  /// What an arm came to, on the scale that was measured; empty where no fork says anything of it.
  public static Optional<ScoreEstimate> score(Arm arm) {
    boolean higherIsBetter = arm.quantity().isTime() && arm.cell().isHigherBetter();
    return arm.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ScoreEstimate.of(arm.logs(), higherIsBetter)
                .within(higherIsBetter ? arm.bound() : arm.bound().inverse()));
  }

  /// The score of a cell, set by a schedule or not.
  static ScoreEstimate ofScores(Cell cell, List<ForkRecord> ended) {
    boolean higherIsBetter = cell.isHigherBetter();
    return ScoreEstimate.of(
        ended.stream().mapToDouble(fork -> ForkScore.log(fork.scores(), higherIsBetter)).toArray(),
        higherIsBetter);
  }

  /// The geometric mean of a positive value that each fork has.
  public static ScoreEstimate mean(double[] forks) {
    return ScoreEstimate.of(Arrays.stream(forks).map(Math::log).toArray(), true);
  }

  /// How much better one arm is than a baseline that ran in the same rounds; empty where no
  /// round has both.
  public static Optional<RatioEstimate> inRounds(Arm other, Arm baseline, double alpha) {
    double[] differences = other.differences(baseline);
    return differences.length == 0
        ? Optional.empty()
        : Optional.of(RatioEstimate.paired(differences, alpha).within(other.bound(baseline)));
  }

  /// How much better one arm is than another that ran at another time.
  ///
  /// @param spread of runs, where a side has too few of them to show it
  public static Optional<RatioEstimate> apart(
      Arm other, Arm baseline, RunSpread spread, double alpha) {
    return other.isEmpty() || baseline.isEmpty()
        ? Optional.empty()
        : Optional.of(
            between(other.byRun(), baseline.byRun(), spread, alpha).within(other.bound(baseline)));
  }

  /// How much larger the advantage of one arm over its baseline is there than here, each
  /// measured in its own rounds. The speeds of the machines cancel in it. What a run does
  /// beyond that, such as the layout of its code, is assumed to be as small as on a quiet
  /// machine.
  public static Optional<RatioEstimate> ofRatios(
      Arm other, Arm baseline, Arm otherHere, Arm baselineHere, double alpha) {
    double[][] there = other.differencesByRun(baseline);
    double[][] here = otherHere.differencesByRun(baselineHere);
    if (there.length == 0 || here.length == 0) {
      return Optional.empty();
    }
    var ratio =
        there.length > 1 && here.length > 1
            ? RatioEstimate.ofRunMeans(there, here, alpha)
            : RatioEstimate.ofRatios(flat(there), flat(here), RunSpread.DEDICATED, alpha);
    return Optional.of(
        ratio.within(other.bound(baseline).times(otherHere.bound(baselineHere).inverse())));
  }

  private static RatioEstimate between(
      double[][] other, double[][] baseline, RunSpread spread, double alpha) {
    return other.length > 1 && baseline.length > 1
        ? RatioEstimate.ofRunMeans(other, baseline, alpha)
        : RatioEstimate.between(
            flat(other), other.length, flat(baseline), baseline.length, spread, alpha);
  }

  private static double[] flat(double[][] runs) {
    return Arrays.stream(runs).flatMapToDouble(Arrays::stream).toArray();
  }
}
