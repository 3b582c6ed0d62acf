package dev.threadmill.stats.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import dev.threadmill.stats.simulation.Draws;
import dev.threadmill.stats.simulation.Trials;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Benchmarks with more than one speed.
class ModesTest {
  private static final double MATTERS = Math.log1p(0.05);

  private static Optional<Finding> found(double... scores) {
    return Modes.of(Arrays.stream(scores).map(Math::log).toArray()).found(MATTERS);
  }

  @Test
  void twoSpeedsOfForksAreFound() {
    var finding = found(100, 120, 101, 121, 99, 100).orElseThrow();
    assertThat(finding.code()).isEqualTo("C5");
    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.sentence()).contains("4 forks are near 100, 2 near 120");
  }

  @Test
  void twoSpeedsThatMayBeChanceAreANote() {
    assertThat(found(100, 120, 104, 124, 98, 100).orElseThrow().level()).isEqualTo(Level.NOTE);
  }

  @Test
  void fewForksShowTwoSpeedsWhereTheyAreFarApart() {
    assertThat(found(100, 150, 100.1, 150.2, 100)).isPresent();
    assertThat(found(100, 150, 100, 150)).isEmpty();
  }

  @Test
  void oneForkIsNoGroup() {
    assertThat(found(100, 101, 99, 100, 101, 130)).isEmpty();
  }

  @Test
  void groupsThatAreNearAreNone() {
    assertThat(found(100, 104, 100, 104, 100, 104)).isEmpty();
  }

  /// Of five thousand trials, a rate of 1 % has a standard error of 0.14 %. Between the sizes
  /// of the table the critical values lie on a line, which is a little off the curve.
  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7, 9, 12, 14, 20, 40, 100})
  void oneNormalGroupIsRarelyTakenForTwo(int forks) {
    var trials = new Trials(5_000);
    assertThat(trials.rate(forks, draws -> sample(forks, draws).seem(Modes.RAREST)))
        .isBetween(.006, .015);
    assertThat(trials.rate(forks, draws -> sample(forks, draws).seem(Modes.RARE)))
        .isBetween(.014, .026);
    assertThat(trials.rate(forks, draws -> sample(forks, draws).seem(Modes.SOMETIMES)))
        .isBetween(.04, .06);
  }

  private static Modes sample(int forks, Draws draws) {
    var sample = new double[forks];
    Arrays.setAll(sample, i -> draws.normal());
    return Modes.of(sample);
  }

  @Test
  void equalForksAreOneGroup() {
    assertThat(Modes.of(new double[] {3, 3, 3, 3, 3, 3}).share()).isZero();
  }

  @Test
  void forksThatSwitchAreFound() {
    var forks = Series.forks(5, 30, 0.01, i -> 100);
    forks[3] = Series.one(30, 0.01, i -> i < 12 ? 100 : 115);
    var finding = Modes.switching(forks).orElseThrow();
    assertThat(finding.sentence()).contains("1 of 5 forks");
    assertThat(Modes.switching(Series.forks(5, 30, 0.01, i -> 100))).isEmpty();
  }

  @Property(tries = 200)
  void aStepIsFoundWhereItIs(
      @ForAll @IntRange(min = 8, max = 40) int before,
      @ForAll @IntRange(min = 8, max = 40) int after,
      @ForAll @DoubleRange(min = -5, max = 5) double level) {
    var series = Series.one(before + after, 0.01, i -> i < before ? 1 : 1.4);
    double[] logs = Arrays.stream(series).map(x -> Math.log(x) + level).toArray();
    var step = Step.in(logs).orElseThrow();
    assertThat(step.at()).isEqualTo(before);
    assertThat(step.size()).isCloseTo(Math.log(1.4), within(0.02));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 9, 10, 30, 120})
  void noiseIsNoStep(int length) {
    double found =
        new Trials(2_000)
            .rate(
                length,
                draws -> {
                  var noise = new double[length];
                  Arrays.setAll(noise, i -> draws.normal());
                  return Step.in(noise).isPresent();
                });
    assertThat(found).isLessThan(0.005);
  }

  @Test
  void equalValuesHaveNoStep() {
    assertThat(Step.in(new double[40])).isEmpty();
    assertThat(Step.in(new double[0])).isEmpty();
  }
}
