package dev.threadmill.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Ratios inside a run, and between runs.
class RatioEstimateTest {
  private static final RunSpread NONE = RunSpread.NONE;

  @Property(tries = 300)
  void pIsBelowAlphaExactlyWhenTheIntervalExcludesOne(
      @ForAll @IntRange(min = 3, max = 25) int rounds,
      @ForAll @DoubleRange(min = -0.03, max = 0.03) double effect,
      @ForAll long seed) {
    var differences = normal(rounds, effect, 0.02, seed);
    for (double alpha : new double[] {0.05, StoppingRule.ALPHA}) {
      var ratio = RatioEstimate.paired(differences, alpha);
      assertThat(!Objects.requireNonNull(ratio.interval()).contains(1))
          .isEqualTo(ratio.p() < alpha);
    }
    var stopped = RatioEstimate.paired(differences, StoppingRule.ALPHA);
    assertThat(StoppingRule.honest(stopped.p()) < 0.05)
        .isEqualTo(!Objects.requireNonNull(stopped.interval()).contains(1));
  }

  @Property(tries = 200)
  void whatARoundDoesToBothArmsCountsForNothing(
      @ForAll @IntRange(min = 3, max = 25) int rounds, @ForAll long seed) {
    var a = normal(rounds, 3.02, 0.01, seed);
    var b = normal(rounds, 3, 0.01, seed + 1);
    var plain = paired(a, b);
    var weather = normal(rounds, 0, 0.5, seed + 2);
    var moved = paired(sum(a, weather), sum(b, weather));
    assertThat(moved.ratio()).isCloseTo(plain.ratio(), within(1e-9));
    assertThat(width(moved)).isCloseTo(width(plain), within(1e-9));
  }

  @Property(tries = 200)
  void theOtherWayRoundIsTheReciprocal(
      @ForAll @IntRange(min = 3, max = 25) int rounds, @ForAll long seed) {
    var a = normal(rounds, 1, 0.02, seed);
    var b = normal(rounds, 1, 0.02, seed + 1);
    var there = Objects.requireNonNull(paired(a, b).interval());
    var back = Objects.requireNonNull(paired(b, a).interval());
    assertThat(back.low() * there.high()).isCloseTo(1, within(1e-12));
    var welch = RatioEstimate.between(a, b, RunSpread.SHARED, 0.05);
    var back2 = RatioEstimate.between(b, a, RunSpread.SHARED, 0.05);
    assertThat(welch.ratio() * back2.ratio()).isCloseTo(1, within(1e-12));
    assertThat(welch.p()).isCloseTo(back2.p(), within(1e-12));
  }

  @Test
  void twoRoundsHaveARatioOnly() {
    var ratio = paired(new double[] {1, 2}, new double[] {0, 1});
    assertThat(ratio.ratio()).isCloseTo(Math.E, within(1e-12));
    assertThat(ratio.interval()).isNull();
    assertThat(ratio.p()).isNaN();
    assertThat(ratio.moreRounds(0.03, 0.05)).isEmpty();
  }

  @Test
  void noRoundHasNoRatio() {
    assertThatIllegalArgumentException().isThrownBy(() -> paired(new double[0], new double[0]));
  }

  @Test
  void roundsThatAgreeToTheLastBitStillHaveAnInterval() {
    var same = RatioEstimate.paired(new double[] {0, 0, 0, 0, 0}, 0.05);
    assertThat(same.p()).isEqualTo(1);
    assertThat(Objects.requireNonNull(same.interval()).contains(1)).isTrue();
    var apart = RatioEstimate.paired(new double[] {0.1, 0.1, 0.1}, 0.05);
    assertThat(width(apart)).isPositive();
  }

  @Property(tries = 200)
  void asManyRoundsMoreAsToldAreAboutEnough(@ForAll long seed) {
    var differences = normal(6, 0, 0.04, seed);
    var ratio = RatioEstimate.paired(differences, 0.05);
    int rounds = 6 + ratio.moreRounds(0.03, 0.05).orElseThrow();
    // With the same spread, that many rounds reach the effect, and a few less do not.
    double half =
        StudentT.quantile(0.05, rounds - 1.0) * Math.sqrt(6 * ratio.forkVariance() / rounds);
    assertThat(half).isLessThan(Math.log1p(0.03) * 1.1);
    if (rounds > 9) {
      double less = rounds - 3.0;
      assertThat(StudentT.quantile(0.05, less - 1) * Math.sqrt(6 * ratio.forkVariance() / less))
          .isGreaterThan(Math.log1p(0.03));
    }
  }

  @Test
  void noNumberOfRoundsMakesUpForRunsThatDiffer() {
    var a = normal(10, 1, 0.01, 1);
    var b = normal(10, 1, 0.01, 2);
    var shared = RatioEstimate.between(a, b, RunSpread.SHARED, 0.05);
    assertThat(shared.moreRounds(0.03, 0.05)).isEmpty();
    assertThat(RatioEstimate.between(a, b, NONE, 0.05).moreRounds(0.005, 0.05).orElseThrow())
        .isPositive();
  }

  @Test
  void twoForksOfARunHaveARatioOnly() {
    var ratio = RatioEstimate.between(new double[] {1, 1.1}, new double[] {1, 1, 1.2}, NONE, 0.05);
    assertThat(ratio.interval()).isNull();
    assertThat(ratio.p()).isNaN();
    assertThat(ratio.rounds()).isEqualTo(2);
  }

  @Test
  void aHistoryOfQuietRunsTeachesNoSpread() {
    var learnt = RunSpread.learnt(new double[5], new double[] {1, 1, 1, 1, 1});
    assertThat(learnt.variance()).isZero();
    assertThat(learnt.degrees()).isEqualTo(4);
    assertThat(learnt.assumed()).isFalse();
    var spread = RunSpread.learnt(new double[] {.1, -.1, .1, -.1, .1}, new double[5]);
    assertThat(spread.variance()).isCloseTo(0.005, within(1e-15));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunSpread.learnt(new double[0], new double[0]));
  }

  @Test
  void twoSpreadsCountAsFarAsTheyAreKnown() {
    var both = new RunSpread(0.01, 3, true).and(new RunSpread(0.05, 1, false));
    assertThat(both.variance()).isCloseTo(0.02, within(1e-15));
    assertThat(both.degrees()).isEqualTo(4);
    assertThat(both.assumed()).isFalse();
  }

  @Test
  void whatAQuarterOfTheBenchmarksDoesIsNoSpread() {
    var differences = normal(40, 0, 0.02, 5);
    Arrays.fill(differences, 0, 8, 0.3);
    var spread = RunSpread.ofBenchmarks(differences, new double[40], 20);
    assertThat(Math.sqrt(2 * spread.variance())).isBetween(0.015, 0.04);
    assertThat(RunSpread.ofBenchmarks(new double[40], normal(40, 1, 0.01, 6), 20).variance())
        .isCloseTo(0, within(1e-12));
  }

  private static RatioEstimate paired(double[] a, double[] b) {
    var differences = new double[a.length];
    Arrays.setAll(differences, i -> a[i] - b[i]);
    return RatioEstimate.paired(differences, 0.05);
  }

  private static double[] normal(int n, double mean, double deviation, long seed) {
    var random = new Random(seed);
    var values = new double[n];
    Arrays.setAll(values, i -> mean + deviation * random.nextGaussian());
    return values;
  }

  private static double[] sum(double[] a, double[] b) {
    var sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }

  private static double width(RatioEstimate ratio) {
    return Objects.requireNonNull(ratio.interval()).relativeHalfWidth();
  }
}
