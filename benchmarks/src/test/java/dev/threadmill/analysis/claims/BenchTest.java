package dev.threadmill.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.stats.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules at their edges.
class BenchTest {
  @ParameterizedTest
  @CsvSource({
    "2.0, 3.0,  DIRECTION_ONLY", // ends just below the band
    "2.0, 4.0,  REPRODUCED", // touches it
    "5.0, 6.0,  REPRODUCED",
    "16.0, 20,  REPRODUCED", // touches its other end
    "16.1, 20,  DIRECTION_ONLY",
    "1.0, 5.0,  INCONCLUSIVE", // holds 1, though it reaches into the band
    "1.01, 5.0, REPRODUCED",
    "0.5, 1.0,  INCONCLUSIVE",
    "0.5, 0.99, REFUTED"
  })
  void aRatioIsHeldAgainstTheBandFromFourToSixteen(double low, double high, Standing standing) {
    assertThat(Bench.onRatio(new Interval(low, high), new Band(4, 16))).isEqualTo(standing);
  }

  @ParameterizedTest
  @CsvSource({"1.1, 90, DIRECTION_ONLY", "0.9, 1.1, INCONCLUSIVE", "0.1, 0.9, REFUTED"})
  void withoutABandOnlyTheDirectionIsJudged(double low, double high, Standing standing) {
    assertThat(Bench.onRatio(new Interval(low, high), null)).isEqualTo(standing);
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
  void anEqualityNeedsTheWholeInterval(double low, double high, Standing standing) {
    assertThat(Bench.onWithin(new Interval(low, high), new Band(0.97, 1.03))).isEqualTo(standing);
  }

  @ParameterizedTest
  @CsvSource({
    "1.2, 1.4, 0.5, 0.9, REPRODUCED",
    "1.2, 1.4, 0.9, 1.1, INCONCLUSIVE",
    "0.9, 1.1, 0.5, 0.9, INCONCLUSIVE",
    "0.5, 0.9, 0.5, 0.9, REFUTED",
    "1.2, 1.4, 1.1, 1.2, REFUTED"
  })
  void aCrossoverIsJudgedByTheSignAtBothEnds(
      double low, double high, double lastLow, double lastHigh, Standing standing) {
    assertThat(Bench.onCrossover(new Interval(low, high), new Interval(lastLow, lastHigh)))
        .isEqualTo(standing);
  }

  @Test
  void theBandIsATwofoldWhereTheMachineIsAlikeAndAFourfoldWhereOneThingDiffers() {
    assertThat(Band.of(figure(8.0, null), 0)).isEqualTo(new Band(4, 16));
    assertThat(Band.of(figure(8.0, null), 1)).isEqualTo(new Band(2, 32));
    assertThat(Band.of(figure(8.0, null), 2)).isNull();
  }

  @Test
  void aBandThatIsGivenIsWidenedButNeverNarrowed() {
    assertThat(Band.of(figure(8.0, Arrays.asList(3.0, 40.0)), 0)).isEqualTo(new Band(3, 40));
    assertThat(Band.of(figure(8.0, Arrays.asList(3.0, 40.0)), 1)).isEqualTo(new Band(2, 40));
  }

  @Test
  void anOpenEndReachesOn() {
    assertThat(Band.of(Arrays.asList(20.0, null)).overlaps(new Interval(500, 600))).isTrue();
    assertThat(Band.of(Arrays.asList(null, 1.2)).holds(new Interval(0.1, 0.2))).isTrue();
  }

  private static Scenario figure(double figure, @Nullable List<@Nullable Double> band) {
    return new Scenario(
        "s",
        "b",
        Scenario.Kind.RATIO,
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
