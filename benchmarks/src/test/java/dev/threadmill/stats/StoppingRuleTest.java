package dev.threadmill.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// When enough has been measured.
class StoppingRuleTest {
  private static final StoppingRule RULE = new StoppingRule(5, 8, 0.02);
  private static final double[] NARROW = {0.100, 0.101, 0.099, 0.100, 0.102, 0.100};
  private static final double[] WIDE = {0.1, 0.2, 0.0, 0.1, 0.3, 0.1, 0.0, 0.2};

  @Test
  void aNarrowIntervalIsEnough() {
    assertThat(RULE.excess(NARROW)).isLessThan(1);
  }

  @Test
  void aWideIntervalIsNotEnoughHoweverSmallItsP() {
    var large = new double[] {1.0, 1.1, 0.9, 1.0, 1.2};
    assertThat(ratio(large).p()).isLessThan(0.001);
    assertThat(RULE.excess(large)).isGreaterThan(1);
  }

  @Test
  void theExcessIsTheHalfWidthInPartsOfThePrecision() {
    assertThat(RULE.excess(WIDE))
        .isCloseTo(
            Math.log1p(Objects.requireNonNull(ratio(WIDE).interval()).relativeHalfWidth())
                / Math.log(1.02),
            within(1e-9));
    assertThat(RULE.excess(new double[] {1, 2})).isInfinite();
  }

  @Test
  void veryFewRoundsAreNeverEnough() {
    assertThat(RULE.excess(Arrays.copyOf(NARROW, 3))).isEqualTo(3);
    assertThat(RULE.excess(Arrays.copyOf(NARROW, 4))).isEqualTo(2);
    assertThat(new StoppingRule(3, 100, 0.02).roundsFor(0)).isEqualTo(5);
    assertThat(new StoppingRule(3, 3, 0.02).roundsFor(0)).isEqualTo(3);
  }

  @Test
  void whatIsClearlyAheadIsSettledHoweverWideItsInterval() {
    assertThat(RULE.isOpen(WIDE)).isTrue();
    var far = Arrays.stream(WIDE).map(one -> one + 3).toArray();
    assertThat(RULE.excess(far)).isGreaterThan(5);
    assertThat(RULE.isOpen(far)).isFalse();
  }

  @Test
  void whatIsTheSameIsOpenForFiveRounds() {
    var equal = new double[] {0.001, -0.001, 0.0, 0.001, -0.001};
    assertThat(RULE.isOpen(Arrays.copyOf(equal, 4))).isTrue();
    assertThat(RULE.isOpen(equal)).isFalse();
    assertThat(RULE.isOpen(new double[] {0.02, 0.015, 0.025, 0.02, 0.015})).isFalse();
    assertThat(RULE.isOpen(new double[] {0.018, 0.022, 0.005, 0.02, 0.015})).isTrue();
  }

  @Test
  void theRoundsThatAreLikelyToDoAreTheFewestThatDo() {
    var wide = new StoppingRule(5, 100, 0.02);
    double variance = 0.02 * 0.02;
    int rounds = wide.roundsFor(variance);
    assertThat(rounds).isBetween(6, 20);
    assertThat(halfWidth(variance, rounds)).isLessThanOrEqualTo(Math.log(1.02));
    assertThat(halfWidth(variance, rounds - 1)).isGreaterThan(Math.log(1.02));
    assertThat(wide.roundsFor(0)).isEqualTo(5);
    assertThat(wide.roundsFor(1)).isEqualTo(100);
  }

  private static double halfWidth(double variance, int rounds) {
    return StudentT.quantile(StoppingRule.ALPHA, rounds - 1.0) * Math.sqrt(variance / rounds);
  }

  @Test
  void aRuleNeedsRoundsAndAPrecision() {
    assertThatIllegalArgumentException().isThrownBy(() -> new StoppingRule(2, 8, 0.02));
    assertThatIllegalArgumentException().isThrownBy(() -> new StoppingRule(9, 8, 0.02));
    assertThatIllegalArgumentException().isThrownBy(() -> new StoppingRule(5, 8, 0));
  }

  private static RatioEstimate ratio(double... differences) {
    return RatioEstimate.paired(differences, StoppingRule.ALPHA);
  }
}
