package dev.threadmill.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

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
