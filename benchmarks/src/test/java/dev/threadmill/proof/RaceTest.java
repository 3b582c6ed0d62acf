package dev.threadmill.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.LedgerEntry;
import dev.threadmill.stats.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each method says what it says elsewhere, and the race counts it.
class RaceTest {
  static Stream<Golden> races() {
    return Golden.cases("races");
  }

  @ParameterizedTest
  @MethodSource("races")
  void methodsSayWhatSciPySays(Golden golden) {
    var evidence = new Evidence(Forks.of(golden.table("a")), Forks.of(golden.table("b")), false);
    for (var contestant : Contestant.values()) {
      assertThat(contestant.differs(evidence))
          .as(contestant.name())
          .isEqualTo(golden.integer(contestant.name()) == 1);
    }
  }

  @Test
  void someGoldenCasesDifferAndSomeDoNot() {
    for (var contestant : Contestant.values()) {
      assertThat(races().map(golden -> golden.integer(contestant.name())))
          .as(contestant.name())
          .contains(0, 1);
    }
  }

  private static List<LedgerEntry> ledger() {
    var random = new Random(1);
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      entries.add(Forks.drawn(i % 2 == 0 ? "a" : "b", "again", 1, 5, random));
      entries.add(Forks.drawn("a", "110", 1 / 1.1, 5, random));
    }
    return entries;
  }

  @Test
  void countingIterationsIsSeenToFindWhatIsNotThere() {
    var race = Race.of(ledger());
    for (var lane : race.lanes()) {
      assertThat(lane.equal().trials()).isEqualTo(80);
      assertThat(lane.found().get("110").trials()).isEqualTo(80);
      assertThat(lane.found().get("110").share()).as(lane.contestant().name()).isGreaterThan(0.9);
      for (int rounds : Race.ROUNDS) {
        double share = lane.relabelled().get(rounds).share();
        switch (lane.contestant()) {
          case OURS -> assertThat(share).isLessThan(0.07);
          case POOLED_T, MANN_WHITNEY -> assertThat(share).isGreaterThan(0.15);
          default -> assertThat(share).isBetween(0.0, 1.0);
        }
      }
    }
    assertThat(race).isEqualTo(Race.of(ledger()));
  }

  @Test
  void tooFewRoundsForAWindowAreNoTrials() {
    var race = Race.of(ledger().subList(0, 2));
    assertThat(race.lanes().getFirst().relabelled().get(5).trials()).isPositive();
    assertThat(race.lanes().getFirst().relabelled().get(8).trials()).isZero();
  }

  @Test
  void whatIsFasterIsNotFoundSlower() {
    var evidence =
        new Evidence(
            Forks.of(new double[][] {{10, 11}, {10, 11}, {10, 11}}),
            Forks.of(new double[][] {{5, 6}, {5, 6}, {5, 6.1}}),
            false);
    for (var contestant : Contestant.values()) {
      assertThat(contestant.differs(evidence)).isTrue();
      assertThat(contestant.findsSlower(evidence)).isFalse();
      assertThat(contestant.findsSlower(new Evidence(evidence.base(), evidence.other(), true)))
          .isTrue();
    }
  }

  @Test
  void flippingExchangesWholeForksWithinARound() {
    var evidence =
        new Evidence(
            Forks.of(new double[][] {{1}, {2}, {3}}),
            Forks.of(new double[][] {{4}, {5}, {6}}),
            false);
    var flipped = evidence.flipped(0b101);
    assertThat(flipped.pooledBase()).containsExactly(4, 2, 6);
    assertThat(flipped.pooledOther()).containsExactly(1, 5, 3);
    double[] before = evidence.differences();
    assertThat(flipped.differences()).containsExactly(-before[0], before[1], -before[2]);
  }
}
