package dev.threadmill.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.analysis.claims.Judgement.ClaimStanding;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules at their edges.
class ClaimRulesTest {
  private static final double EFFECT = 0.05;

  private static Verdict verdict(String word) {
    return switch (word) {
      case "same" -> new Verdict.Same(EFFECT);
      case "undecided" -> new Verdict.Undecided(OptionalInt.of(3));
      default -> new Verdict.Different(word.equals("faster"), EFFECT, true);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "faster, 2.0, 3.0,  DIRECTION_ONLY", // ends just below the band
    "faster, 2.0, 4.0,  REPRODUCED", // touches it
    "faster, 5.0, 6.0,  REPRODUCED",
    "faster, 16.0, 20,  REPRODUCED", // touches its other end
    "faster, 16.1, 20,  DIRECTION_ONLY",
    "undecided, 1.0, 5.0,  INCONCLUSIVE", // though it reaches into the band
    "undecided, 0.5, 1.0,  INCONCLUSIVE",
    "same, 0.98, 1.02,  REFUTED",
    "slower, 0.5, 0.99, REFUTED"
  })
  void aRatioIsHeldAgainstTheBandFromFourToSixteen(
      String word, double low, double high, ClaimStanding standing) {
    assertThat(Claims.ratio(verdict(word), new Interval(low, high), new Interval(4, 16)))
        .isEqualTo(standing);
  }

  @ParameterizedTest
  @CsvSource({
    "faster, 1.1, 90, DIRECTION_ONLY",
    "undecided, 0.9, 1.1, INCONCLUSIVE",
    "slower, 0.1, 0.9, REFUTED"
  })
  void withoutABandOnlyTheDirectionIsJudged(
      String word, double low, double high, ClaimStanding standing) {
    assertThat(Claims.ratio(verdict(word), new Interval(low, high), null)).isEqualTo(standing);
  }

  @ParameterizedTest
  @CsvSource({
    "0.97, 1.03,  REPRODUCED",
    "0.98, 1.02,  REPRODUCED",
    "0.969, 1.03, INCONCLUSIVE",
    "0.9, 1.2,    INCONCLUSIVE",
    "1.02, 1.2,   INCONCLUSIVE",
    "1.031, 1.2,  REFUTED",
    "0.5, 0.96,   REFUTED"
  })
  void anEqualityNeedsTheWholeInterval(double low, double high, ClaimStanding standing) {
    assertThat(Claims.within(new Interval(low, high), new Interval(0.97, 1.03)))
        .isEqualTo(standing);
  }

  @ParameterizedTest
  @CsvSource({
    "faster, slower, REPRODUCED",
    "faster, undecided, INCONCLUSIVE",
    "undecided, slower, INCONCLUSIVE",
    "slower, slower, REFUTED",
    "faster, faster, REFUTED",
    "faster, same, REFUTED",
    "same, undecided, REFUTED"
  })
  void aCrossoverIsJudgedByTheVerdictsAtBothEnds(
      String first, String last, ClaimStanding standing) {
    assertThat(Claims.crossover(verdict(first), verdict(last))).isEqualTo(standing);
  }

  @Test
  void theBandIsATwofoldWhereTheMachineIsAlikeAndAFourfoldWhereOneThingDiffers() {
    assertThat(figure(8.0, null).accepted(0)).isEqualTo(new Interval(4, 16));
    assertThat(figure(8.0, null).accepted(1)).isEqualTo(new Interval(2, 32));
    assertThat(figure(8.0, null).accepted(2)).isNull();
  }

  @Test
  void aBandThatIsGivenIsWidenedButNeverNarrowed() {
    assertThat(figure(8.0, Arrays.asList(3.0, 40.0)).accepted(0)).isEqualTo(new Interval(3, 40));
    assertThat(figure(8.0, Arrays.asList(3.0, 40.0)).accepted(1)).isEqualTo(new Interval(2, 40));
  }

  @Test
  void anOpenEndReachesOn() {
    assertThat(figure(null, Arrays.asList(20.0, null)).accepted(0))
        .isEqualTo(new Interval(20, Double.POSITIVE_INFINITY));
    assertThat(figure(null, Arrays.asList(null, 1.2)).accepted(0)).isEqualTo(new Interval(0, 1.2));
  }

  @Test
  void whatIsClaimedToBeFasterIsNotReproducedBelowOne() {
    assertThat(figure(2.0, null).accepted(1)).isEqualTo(new Interval(1, 8));
  }

  private static Scenario figure(@Nullable Double figure, @Nullable List<@Nullable Double> band) {
    return new Scenario(
        "s",
        "b",
        Scenario.ClaimKind.RATIO,
        "time",
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        figure,
        band,
        false,
        0);
  }
}
