package dev.threadmill.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.proof.Proof.HitRate;
import dev.threadmill.stats.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests power, and bounds of a rate, against SciPy.
class DetectionGoldenTest {
  static Stream<Golden> hitRates() {
    return Golden.cases("hit_rates");
  }

  @ParameterizedTest
  @MethodSource("hitRates")
  void boundsOfClopperAndPearson(Golden golden) {
    var rate = new HitRate(golden.integer("hits"), golden.integer("trials"));
    golden.agrees(rate.upper(0.05), "upper", 1e-7);
    golden.agrees(rate.lower(0.05), "lower", 1e-7);
  }

  @Test
  void fifteenHitsOfThreeHundredAreAtMostSevenAndAHalfInAHundred() {
    assertThat(new HitRate(15, 300).upper(0.05)).isCloseTo(0.0759, within(0.0001));
  }

  static Stream<Golden> powers() {
    return Golden.cases("powers");
  }

  @ParameterizedTest
  @MethodSource("powers")
  void powerOfThePairedTest(Golden golden) {
    double power =
        Proof.power(
            golden.number("ratio"),
            golden.number("spread"),
            golden.integer("rounds"),
            golden.number("alpha"));
    golden.agrees(power, "power", 1e-8);
  }
}
