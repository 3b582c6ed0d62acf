package dev.threadmill.stats.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.simulation.Draws;
import dev.threadmill.stats.simulation.Trials;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Machines that change during a run.
class DriftTest {
  private static final double[] TIMES = IntStream.range(0, 40).mapToDouble(i -> 10 * i).toArray();
  private static final String WHAT = "one thread";
  private static final List<String> MOMENTS =
      IntStream.rangeClosed(1, 40).mapToObj(i -> String.format("00:%02d", i)).toList();

  private static Optional<Finding> drift(double... scores) {
    return Drift.of(WHAT, Arrays.copyOf(TIMES, scores.length), MOMENTS, scores);
  }

  @Test
  void aSlowDriftIsFound() {
    var finding = drift(Series.one(40, 0.005, i -> 100 + 0.1 * i)).orElseThrow();
    assertThat(finding.code()).isEqualTo("C10");
    assertThat(finding.level()).isEqualTo(Level.WARN);
    var much = drift(Series.one(40, 0.005, i -> 100 + 0.5 * i)).orElseThrow();
    assertThat(much.level()).isEqualTo(Level.BAD);
  }

  @Test
  void aSteadyMachineHasNoDrift() {
    assertThat(drift(Series.one(40, 0.02, i -> 100))).isEmpty();
    assertThat(drift(1, 2, 3, 4)).isEmpty();
  }

  @Test
  void aFewWildRulersAreNoDrift() {
    var scores = Series.one(40, 0.005, i -> i > 36 ? 300 : 100);
    assertThat(Drift.Trend.of(TIMES, scores).slope()).isCloseTo(0, within(0.05));
  }

  @Test
  void chanceIsRarelyTakenForDrift() {
    double rate =
        new Trials(5_000).rate(3, draws -> Drift.Trend.of(TIMES, noise(draws)).p() < 0.01);
    assertThat(rate).isBetween(0.005, 0.015);
  }

  private static double[] noise(Draws draws) {
    var noise = new double[TIMES.length];
    Arrays.setAll(noise, i -> draws.normal());
    return noise;
  }

  @Test
  void equalValuesHaveNoTrend() {
    assertThat(Drift.Trend.of(TIMES, new double[40])).isEqualTo(new Drift.Trend(0, 1));
  }

  @Test
  void aStepOfTheMachineIsFoundWhereItIs() {
    var finding = drift(Series.one(40, 0.005, i -> i < 17 ? 100 : 92)).orElseThrow();
    assertThat(finding.sentence()).contains("at 00:18 (one thread)");
    assertThat(drift(Series.one(40, 0.005, i -> i < 17 ? 100 : 102)))
        .as("a step of less than 3 %, or a drift")
        .hasValueSatisfying(found -> assertThat(found.level()).isEqualTo(Level.WARN));
    assertThat(drift(Series.one(40, 0.02, i -> 100))).isEmpty();
  }

  @Test
  void chanceIsRarelyTakenForAStep() {
    double rate =
        new Trials(2_000)
            .rate(
                4,
                draws ->
                    drift(Arrays.stream(noise(draws)).map(x -> Math.exp(0.05 * x)).toArray())
                        .filter(found -> found.sentence().contains("changed speed"))
                        .isPresent());
    assertThat(rate).isLessThan(0.005);
  }

  @Test
  void equalRulersAreNoStep() {
    assertThat(drift(Series.one(40, 0, i -> 7))).isEmpty();
    assertThat(drift()).isEmpty();
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
