package dev.threadmill.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the score that a fork counts with.
class ForkScoreTest {
  @Test
  void theScoreIsTheLogOfTheMean() {
    assertThat(ForkScore.log(new double[] {1, 2, 6}, true)).isCloseTo(Math.log(3), within(1e-15));
  }

  @Test
  void aShorterTimeIsTheBetterScore() {
    double fast = ForkScore.log(new double[] {10}, false);
    double slow = ForkScore.log(new double[] {20}, false);
    assertThat(fast - slow).isCloseTo(Math.log(2), within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void anIterationThatIsNoScoreMakesTheForkInvalid(double bad) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ForkScore.log(new double[] {5, bad, 5}, true));
  }

  @Test
  void aForkWithoutIterationsIsInvalid() {
    assertThatIllegalArgumentException().isThrownBy(() -> ForkScore.log(new double[0], true));
  }

  @Test
  void aPercentileNeedsTenValuesBeyondIt() {
    assertThat(Quantiles.areShown(0.5, 20)).isTrue();
    assertThat(Quantiles.areShown(0.999, 9_999)).isFalse();
    assertThat(Quantiles.areShown(0.999, 10_000)).isTrue();
    assertThat(Quantiles.areShown(0.9999, 100_000)).isTrue();
  }
}
