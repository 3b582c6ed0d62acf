package dev.threadmill.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.Samples;
import dev.threadmill.stats.Bound;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Comparisons of cells whose probe did not get every turn.
class CutOffForksTest {
  private static final int ROUNDS = 6;
  private static final long LIMIT = 5_000_000_000L;
  private static final Cell NONE = Samples.cell("fairness", "contender", "NONE");
  private static final Cell YIELD = Samples.cell("fairness", "contender", "YIELD");

  private final List<ForkRecord> forks = new ArrayList<>();

  private void served(Cell cell, int round) {
    forks.add(Samples.delays(cell, round, forks.size() + 1, 200, 6_000_000 + 9000L * round, 0, 0));
  }

  private void starved(Cell cell, int round) {
    forks.add(Samples.delays(cell, round, forks.size() + 1, 0, 0, 200, LIMIT));
  }

  private RunAnalysis analysis() {
    var group = Samples.group(NONE, YIELD);
    var manifest = Samples.manifest(new Limits(ROUNDS, ROUNDS, 0.02, 60), group);
    return RunAnalysis.of(
        new Run("box", Path.of("run"), manifest, List.of(group), forks, List.of()));
  }

  private Relation yieldToNone() {
    var compared = analysis().comparisons(Quantity.DELAY);
    assertThat(compared).hasSize(1);
    return compared.getFirst().judged().relation();
  }

  private static String sentence(Relation relation) {
    return relation.sentence(Quantity.DELAY, "yield", "none");
  }

  @Test
  void behindABaselineThatStarvesTheProbeTheFactorIsALowerBound() {
    for (int round = 1; round <= ROUNDS; round++) {
      starved(NONE, round);
      served(YIELD, round);
    }
    assertThat(sentence(yieldToNone()))
        .isEqualTo("yield has an at least 829x [≥ 826] shorter p90 delay than none");
    var score = Estimates.score(analysis().arm(Quantity.DELAY, NONE)).orElseThrow();
    assertThat(score.bound()).isEqualTo(Bound.AT_LEAST);
    assertThat(Estimates.score(analysis().arm(Quantity.DELAY, YIELD)).orElseThrow().bound())
        .isEqualTo(Bound.NONE);
  }

  @Test
  void soItIsWhereTheOtherSideStarvesIt() {
    for (int round = 1; round <= ROUNDS; round++) {
      served(NONE, round);
      starved(YIELD, round);
    }
    var relation = yieldToNone();
    assertThat(sentence(relation))
        .isEqualTo("none has an at least 829x [≥ 826] shorter p90 delay than yield");
    assertThat(relation.row(Quantity.DELAY)).isEqualTo("at least 829x [≥ 826] longer p90 delay");
  }

  @Test
  void aSingleForkThatWasCutOffMakesABound() {
    for (int round = 1; round <= ROUNDS; round++) {
      served(NONE, round);
      if (round == 1) {
        starved(YIELD, round);
      } else {
        served(YIELD, round);
      }
    }
    var arm = analysis().arm(Quantity.DELAY, YIELD);
    assertThat(arm.size()).isEqualTo(ROUNDS);
    assertThat(Estimates.score(arm).orElseThrow().bound()).isEqualTo(Bound.AT_LEAST);
    assertThat(yieldToNone().verdict().word()).isEqualTo("undecided");
  }

  @Test
  void whereBothStarveItNothingIsCompared() {
    for (int round = 1; round <= ROUNDS; round++) {
      starved(NONE, round);
      starved(YIELD, round);
    }
    var relation = yieldToNone();
    assertThat(relation.shortVerdict()).isEqualTo("undecided (both sides reached the limit)");
    assertThat(sentence(relation)).isEqualTo("undecided: yield and none both reached the limit");
    assertThat(relation.row(Quantity.DELAY)).isEqualTo("undecided: both reached the limit");
    assertThat(relation.measured(Quantity.DELAY, "none")).isEqualTo("both reached the limit");
  }

  @Test
  void anAdvantageOverOneThatStarvesIsALowerBoundBesideOthers() {
    for (int round = 1; round <= ROUNDS; round++) {
      starved(NONE, round);
      served(YIELD, round);
    }
    var none = analysis().arm(Quantity.DELAY, NONE);
    var yield = analysis().arm(Quantity.DELAY, YIELD);
    assertThat(Estimates.ofRatios(yield, none, yield, yield, 0.05).orElseThrow().bound())
        .isEqualTo(Bound.AT_LEAST);
    assertThat(Estimates.ofRatios(yield, none, yield, none, 0.05).orElseThrow().bound())
        .isEqualTo(Bound.UNKNOWN);
    assertThat(analysis().compare(Quantity.DELAY, new Comparison("contender", YIELD, NONE)))
        .map(Compared::ratio)
        .hasValueSatisfying(ratio -> assertThat(ratio.bound()).isEqualTo(Bound.AT_MOST));
  }
}
