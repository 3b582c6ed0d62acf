package dev.threadmill.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Tests how shares are computed when the first contestant is done.
class StandingTest {
  private final Standing standing = new Standing(3);

  @Test
  void sharesAreWhatAllHadDoneWhenTheFirstWas() {
    standing.reached(0, 90);
    standing.reached(2, 30);
    standing.finished(0, 700);
    standing.reached(2, 90);
    standing.finished(2, 900);
    standing.finished(1, 800);
    assertThat(standing.shares()).hasValue(Shares.of(new long[] {90, 0, 30}, 900));
  }

  @Test
  void whatWasDoneBeforeAllWereThereDoesNotCount() {
    standing.reached(0, 60);
    standing.allAreThere();
    standing.reached(1, 30);
    standing.reached(2, 30);
    standing.reached(0, 90);
    standing.finished(0, 0);
    assertThat(standing.shares()).hasValue(new Shares(1, 1, 1, 0, 0));
  }

  @Test
  void thereAreNoSharesIfTheFirstWasDoneBeforeAllWereThere() {
    standing.reached(0, 90);
    standing.finished(0, 0);
    standing.reached(1, 30);
    standing.allAreThere();
    assertThat(standing.shares()).isEmpty();
  }

  @Test
  void aRoundKnowsNothingOfTheOneBefore() {
    standing.reached(0, 90);
    standing.allAreThere();
    standing.finished(0, 900);
    standing.clear();
    standing.reached(1, 10);
    standing.finished(1, 5);
    assertThat(standing.shares()).hasValue(new Shares(0, 3, 1 / 3.0, 2, 5));
  }

  @Test
  void evenSharesHaveAnIndexOfOne() {
    assertThat(Shares.of(new long[] {7, 7, 7}, 5)).isEqualTo(new Shares(1, 1, 1, 0, 5));
  }

  @Test
  void whoHasAllHasAnIndexOfOneByTheNumberOfContestants() {
    assertThat(Shares.of(new long[] {0, 90, 0}, 0)).isEqualTo(new Shares(0, 3, 1 / 3.0, 2, 0));
  }

  @Test
  void theIndexIsTheSquareOfTheSumByTheSumOfSquares() {
    assertThat(Shares.of(new long[] {1, 2, 3}, 0).jain()).isCloseTo(36 / 42.0, within(1e-12));
  }

  @Test
  void sharesOfNothingAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Shares.of(new long[] {0, 0}, 0));
  }
}
