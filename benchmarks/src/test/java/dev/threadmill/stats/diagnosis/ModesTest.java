package dev.threadmill.stats.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.stats.simulation.Draws;
import dev.threadmill.stats.simulation.Trials;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Benchmarks with more than one speed.
class ModesTest {
  @Test
  void twoSpeedsOfForksAreFound() {
    var finding = Modes.twoGroups(new double[] {100, 120, 101, 121, 99, 100}, 0.005).orElseThrow();
    assertThat(finding.code()).isEqualTo("C5");
    assertThat(finding.sentence()).contains("4 forks near 100, 2 near 120");
  }

  @Test
  void oneForkIsNoGroup() {
    assertThat(Modes.twoGroups(new double[] {100, 101, 99, 100, 101, 130}, 0.001)).isEmpty();
  }

  @Test
  void groupsThatAreNearAreNone() {
    assertThat(Modes.twoGroups(new double[] {100, 101, 100, 101, 100, 101}, 0.0001)).isEmpty();
  }

  @Test
  void groupsWithinTheErrorOfForksAreNone() {
    var scores = new double[] {100, 120, 101, 121, 99, 100};
    assertThat(Modes.twoGroups(scores, 0.07)).isEmpty();
  }

  @Test
  void fiveForksAreTooFewForGroups() {
    assertThat(Modes.twoGroups(new double[] {100, 150, 100, 150, 100}, 0.001)).isEmpty();
  }

  /// Of five thousand trials, a rate of 1 % has a standard error of 0.14 %. Between the sizes
  /// of the table the critical values lie on a line, which is a little off the curve.
  @ParameterizedTest
  @ValueSource(ints = {6, 7, 8, 10, 12, 15, 20, 30})
  void oneNormalGroupIsRarelyTakenForTwo(int forks) {
    assertThat(new Trials(5_000).rate(forks, draws -> looksLikeTwo(forks, draws)))
        .isLessThan(0.016);
  }

  private static boolean looksLikeTwo(int forks, Draws draws) {
    var sample = new double[forks];
    Arrays.setAll(sample, i -> draws.normal());
    return Split.of(sample).isLikelyTwoGroups();
  }

  @Test
  void equalForksAreOneGroup() {
    assertThat(Split.of(new double[] {3, 3, 3, 3, 3, 3}).share()).isZero();
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
  void changePointsFollowTheUnit(
      @ForAll @IntRange(min = 5, max = 40) int before,
      @ForAll @IntRange(min = 5, max = 40) int after,
      @ForAll @Scale(3) @DoubleRange(min = 0.001, max = 1000) double unit) {
    var series = Series.one(before + after, 0.01, i -> i < before ? 100 : 140);
    var scaled = Arrays.stream(series).map(x -> x * unit).toArray();
    assertThat(ChangePoints.in(scaled)).isEqualTo(ChangePoints.in(series)).contains(before);
  }

  @Property(tries = 200)
  void levelsAreAtLeastFiveLong(
      @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = 1, max = 2) Double> values) {
    var series = values.stream().mapToDouble(x -> x).toArray();
    int last = 0;
    for (int start : ChangePoints.in(series)) {
      assertThat(start - last).isGreaterThanOrEqualTo(5);
      last = start;
    }
    assertThat(last).isLessThanOrEqualTo(Math.max(0, series.length - 5));
  }

  @Test
  void levelsHaveTheirMeans() {
    var levels = Levels.of(Series.one(60, 0.005, i -> i < 25 ? 100 : 110));
    assertThat(levels.starts()).containsExactly(0, 25);
    assertThat(levels.largestStep(0)).isCloseTo(Math.log(1.1), within(0.005));
    assertThat(levels.largestStep(26)).isZero();
  }
}
