package dev.threadmill.stats.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.stats.Level;
import dev.threadmill.stats.simulation.Draws;
import dev.threadmill.stats.simulation.Trials;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Machines that change during a run.
class DriftTest {
  private static final double[] TIMES = IntStream.range(0, 40).mapToDouble(i -> 10 * i).toArray();
  private static final String WHAT = "one thread";
  private static final List<String> MOMENTS =
      IntStream.rangeClosed(1, 40).mapToObj(i -> String.format("00:%02d", i)).toList();

  @Test
  void aSlowDriftIsFound() {
    var finding = Drift.trend(WHAT, TIMES, Series.one(40, 0.005, i -> 100 + 0.1 * i)).orElseThrow();
    assertThat(finding.code()).isEqualTo("C10");
    assertThat(finding.level()).isEqualTo(Level.WARN);
    var much = Drift.trend(WHAT, TIMES, Series.one(40, 0.005, i -> 100 + 0.5 * i)).orElseThrow();
    assertThat(much.level()).isEqualTo(Level.BAD);
  }

  @Test
  void aSteadyMachineHasNoDrift() {
    assertThat(Drift.trend(WHAT, TIMES, Series.one(40, 0.02, i -> 100))).isEmpty();
    assertThat(Drift.trend(WHAT, new double[4], new double[] {1, 2, 3, 4})).isEmpty();
  }

  @Test
  void aFewWildRulersAreNoDrift() {
    var scores = Series.one(40, 0.005, i -> i > 36 ? 300 : 100);
    assertThat(MonotoneTrend.of(TIMES, scores).slope()).isCloseTo(0, within(0.05));
  }

  @Test
  void chanceIsRarelyTakenForDrift() {
    double rate =
        new Trials(5_000).rate(3, draws -> MonotoneTrend.of(TIMES, noise(draws)).p() < 0.01);
    assertThat(rate).isBetween(0.005, 0.015);
  }

  private static double[] noise(Draws draws) {
    var noise = new double[TIMES.length];
    Arrays.setAll(noise, i -> draws.normal());
    return noise;
  }

  @Test
  void aTrendNeedsTimes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MonotoneTrend.of(new double[5], new double[5]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MonotoneTrend.of(new double[3], new double[3]));
  }

  @Test
  void equalValuesHaveNoTrend() {
    assertThat(MonotoneTrend.of(TIMES, new double[40])).isEqualTo(new MonotoneTrend(0, 1));
  }

  @Test
  void aStepOfTheMachineIsFoundWhereItIs() {
    var finding =
        Drift.step(WHAT, MOMENTS, Series.one(40, 0.005, i -> i < 17 ? 100 : 92)).orElseThrow();
    assertThat(finding.sentence()).contains("at 00:18 (one thread)");
    assertThat(Drift.step(WHAT, MOMENTS, Series.one(40, 0.005, i -> i < 17 ? 100 : 102))).isEmpty();
    assertThat(Drift.step(WHAT, MOMENTS, Series.one(40, 0.02, i -> 100))).isEmpty();
  }

  @Test
  void roundsThatDifferAreNoted() {
    var rounds = Series.forks(8, 6, 0.01, i -> i + 5);
    for (int k = 0; k < rounds.length; k++) {
      for (int b = 0; b < rounds[k].length; b++) {
        rounds[k][b] = Math.log(rounds[k][b]) + (k % 2 == 0 ? 0.05 : 0);
      }
    }
    var finding = Drift.rounds(rounds).orElseThrow();
    assertThat(finding.level()).isEqualTo(Level.NOTE);
    assertThat(finding.sentence()).contains("interleaving removed it");
    assertThat(Drift.rounds(Series.forks(8, 6, 0.01, i -> i + 5))).isEmpty();
    assertThat(Drift.rounds(new double[2][6])).isEmpty();
  }

  @Test
  void everythingTogetherIsSuspect() {
    var ratios = new double[12];
    Arrays.fill(ratios, 0.06);
    var finding = Drift.commonShift(ratios, 0.03).orElseThrow();
    assertThat(finding.sentence()).contains("12 unrelated comparisons");
    assertThat(Drift.commonShift(ratios, 0.07)).isEmpty();
    assertThat(Drift.commonShift(Arrays.copyOf(ratios, 9), 0.03)).isEmpty();
    Arrays.fill(ratios, -0.06);
    assertThat(Drift.commonShift(ratios, 0.03).orElseThrow().sentence()).contains("-5.82 %");
  }
}
