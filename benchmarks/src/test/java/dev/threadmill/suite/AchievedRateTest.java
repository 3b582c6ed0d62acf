package dev.threadmill.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/// Tests that a loop which falls short is failed, and one that keeps its rate is not.
class AchievedRateTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void aLoopThatFallsShortFailsAndNamesBothRates() {
    var rate = new AchievedRate(1000);
    rate.add(940, SECOND);
    assertThatIllegalStateException()
        .isThrownBy(rate::requireKept)
        .withMessageContaining("1000")
        .withMessageContaining("940");
  }

  @Test
  void aSmallShortfallIsTolerated() {
    var rate = new AchievedRate(1000);
    rate.add(960, SECOND);
    rate.requireKept();
    assertThat(rate.perSecond()).isEqualTo(960);
  }

  @Test
  void roundsAreAddedUpUntilTheNextIteration() {
    var rate = new AchievedRate(1000);
    rate.add(1000, SECOND);
    rate.add(940, SECOND);
    rate.requireKept();
    assertThat(rate.perSecond()).isEqualTo(970);
    rate.reset();
    rate.add(940, SECOND);
    assertThatIllegalStateException().isThrownBy(rate::requireKept);
  }

  @Test
  void aRoundThatEndsEarlyDoesNotMakeUpForOneThatFellShort() {
    var rate = new AchievedRate(1000);
    rate.add(1000, SECOND / 2); // a burst at the end is due early
    assertThat(rate.perSecond()).isEqualTo(1000);
    rate.add(800, SECOND);
    assertThatIllegalStateException().isThrownBy(rate::requireKept);
  }

  @Test
  void anIterationWithoutRoundsSaysNothing() {
    new AchievedRate(1000).requireKept();
  }
}
