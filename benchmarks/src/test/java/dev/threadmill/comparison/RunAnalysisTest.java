package dev.threadmill.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.Samples;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Comparisons of a run, those that it did not plan among them.
class RunAnalysisTest {
  private static final Cell FIRST = Samples.cell("messaging", "contender", "FIRST");
  private static final Cell HALF = Samples.cell("messaging", "contender", "HALF");
  private static final Cell QUARTER = Samples.cell("messaging", "contender", "QUARTER");
  private static final Cell SILENT = Samples.cell("messaging", "contender", "SILENT");

  private static final RunAnalysis MATCHES = RunAnalysis.of(run());

  private static Run run() {
    List<ForkRecord> forks = new ArrayList<>();
    for (int round = 1; round <= 8; round++) {
      double wobble = 1 + 0.002 * ((round * 3) % 5 - 2);
      forks.add(fork(FIRST, round, forks.size() + 1, 400));
      forks.add(fork(HALF, round, forks.size() + 1, 200 * wobble));
      forks.add(fork(QUARTER, round, forks.size() + 1, 100 / wobble));
    }
    var group = Samples.group(FIRST, HALF, QUARTER, SILENT);
    var manifest = Samples.manifest(new Limits(8, 8, 0.02, 60), group);
    return new Run("box run", Path.of("run"), manifest, List.of(group), forks, List.of());
  }

  private static ForkRecord fork(Cell cell, int round, int position, double score) {
    return Samples.fork(cell, round, position, score * 0.999, score, score * 1.001);
  }

  private static Compared compare(Cell other, Cell baseline) {
    return MATCHES
        .compare(Quantity.TIME, new Comparison(Cell.CONTENDER, baseline, other))
        .orElseThrow();
  }

  @Test
  void aPlannedComparisonIsTheOneOfTheAnalysis() {
    assertThat(compare(HALF, FIRST)).isSameAs(MATCHES.comparisons(Quantity.TIME).getFirst());
  }

  @Test
  void turnedRoundItSaysTheContraryWithTheSameCertainty() {
    var planned = compare(HALF, FIRST);
    var turned = compare(FIRST, HALF);
    assertThat(turned.ratio().ratio()).isCloseTo(1 / planned.ratio().ratio(), within(1e-9));
    assertThat(turned.judged().q()).isCloseTo(planned.judged().q(), within(1e-12));
    assertThat(planned.verdict()).isEqualTo(new Verdict.Different(true, Judge.SHARED_EFFECT, true));
    assertThat(turned.verdict()).isEqualTo(new Verdict.Different(false, Judge.SHARED_EFFECT, true));
  }

  @Test
  void twoOthersAreComparedRoundByRound() {
    var compared = compare(QUARTER, HALF);
    assertThat(compared.ratio().ratio()).isCloseTo(2, within(0.02));
    assertThat(compared.ratio().isPaired()).isTrue();
    assertThat(compared.verdict())
        .isEqualTo(new Verdict.Different(true, Judge.SHARED_EFFECT, true));
  }

  @Test
  void whatWasNotMeasuredHasNoComparison() {
    assertThat(MATCHES.compare(Quantity.TIME, new Comparison(Cell.CONTENDER, FIRST, SILENT)))
        .isEmpty();
  }
}
