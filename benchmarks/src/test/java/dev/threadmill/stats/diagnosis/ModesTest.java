package dev.threadmill.stats.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.simulation.Draws;
import dev.threadmill.stats.simulation.Trials;
import java.util.Arrays;
import java.util.Optional;
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
}
