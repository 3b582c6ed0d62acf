package dev.threadmill.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Differences of rounds whose CPUs were near each other or far.
class RoundDifferencesTest {
  private static final double[] HERE = {55, 470, 53, 56, 460, 54, 480, 52};
  private static final double[] THERE = {470, 55, 54, 460, 53, 465, 52, 56};
  private static final double[] NOISE = {0.01, -0.02, 0.015, 0, -0.01, 0.02, -0.015, 0};

  /// Half as fast again, at any distance.
  private static double[] following() {
    double[] differences = new double[HERE.length];
    Arrays.setAll(differences, k -> Math.log(1.5) - 1.2 * Math.log(HERE[k] / THERE[k]) + NOISE[k]);
    return differences;
  }

  static Stream<Golden> distances() {
    return Golden.cases("distances");
  }

  @ParameterizedTest
  @MethodSource("distances")
  void theRegressionIsThatOfLeastSquares(Golden golden) {
    var differences =
        RoundDifferences.of(
            golden.numbers("y"), golden.numbers("here"), golden.numbers("there"), 200);
    assertThat(differences.isAdjusted()).isEqualTo(golden.integer("adjusted") == 1);
    if (differences.isAdjusted()) {
      var ratio = PairedRatio.of(differences, 0.05);
      golden.agrees(ratio.ratio(), "ratio");
      golden.agrees(differences.growth(), "growth");
      golden.agrees(ratio.halfWidth(), "half");
      golden.agrees(ratio.p(), "p");
    }
  }

  @Test
  void luckWithTheDistanceIsTakenOut() {
    var measured = PairedRatio.ofDifferences(following(), 0.05);
    var adjusted = PairedRatio.of(RoundDifferences.of(following(), HERE, THERE, 160), 0.05);
    assertThat(measured.halfWidth()).isGreaterThan(1);
    assertThat(adjusted.halfWidth()).isLessThan(0.05);
    assertThat(adjusted.ratio()).isCloseTo(1.5, within(0.03));
    assertThat(adjusted.rounds()).isEqualTo(measured.rounds());
  }

  @Test
  void turnedRoundItIsTheInverse() {
    double[] turned = Arrays.stream(following()).map(d -> -d).toArray();
    var ratio = PairedRatio.of(RoundDifferences.of(following(), HERE, THERE, 160), 0.05);
    var inverse = PairedRatio.of(RoundDifferences.of(turned, THERE, HERE, 160), 0.05);
    assertThat(inverse.ratio()).isCloseTo(1 / ratio.ratio(), within(1e-12));
    assertThat(inverse.halfWidth()).isCloseTo(ratio.halfWidth(), within(1e-12));
  }

  @Test
  void whereOneArmFollowsMoreTheRatioIsThatOfTheDistanceWhichIsTold() {
    double[] measured = new double[HERE.length];
    Arrays.setAll(measured, k -> Math.log(2) - 0.5 * Math.log(HERE[k] / 100) + NOISE[k] / 10);
    var near = RoundDifferences.of(measured, HERE, THERE, 100);
    var far = RoundDifferences.of(measured, HERE, THERE, 400);
    assertThat(PairedRatio.of(near, 0.05).ratio()).isCloseTo(2, within(0.02));
    assertThat(PairedRatio.of(far, 0.05).ratio()).isCloseTo(1, within(0.02));
    assertThat(near.distance()).isEqualTo(100);
    assertThat(near.growth()).isCloseTo(-0.5 * Math.log(2), within(0.01));
  }

  @Test
  void whatDoesNotFollowStaysAsItWasMeasured() {
    assertThat(RoundDifferences.of(NOISE, HERE, THERE, 160).isAdjusted()).isFalse();
    assertThat(RoundDifferences.of(NOISE, HERE, THERE, 160).values()).isSameAs(NOISE);
  }

  @Test
  void whereADistanceIsMissingOrNeverChangesNothingIsAdjusted() {
    double[] unknown = THERE.clone();
    unknown[3] = Double.NaN;
    assertThat(RoundDifferences.of(following(), HERE, unknown, 160).isAdjusted()).isFalse();
    double[] same = new double[HERE.length];
    Arrays.fill(same, 55);
    assertThat(RoundDifferences.of(following(), HERE, same, 160).isAdjusted()).isFalse();
    assertThat(RoundDifferences.of(following(), HERE, HERE, 160).isAdjusted()).isFalse();
  }

  @Test
  void fewRoundsAreLeftAlone() {
    assertThat(first(7).isAdjusted()).isTrue();
    assertThat(first(6).isAdjusted()).isFalse();
    assertThat(first(6).distance()).isNaN();
    assertThat(first(0).values()).isEmpty();
  }

  private static RoundDifferences first(int rounds) {
    return RoundDifferences.of(
        Arrays.copyOf(following(), rounds),
        Arrays.copyOf(HERE, rounds),
        Arrays.copyOf(THERE, rounds),
        160);
  }
}
