package dev.threadmill.stats.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.stats.Judge;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Results that hang on a few values, and shapes that intervals do not expect.
class OutliersTest {
  private static final Judge JUDGE = new Judge(0.03, 0.05);

  @Test
  void iterationsThatMoveTheMeanAreTold() {
    var finding = Outliers.iterations(100, 101, 99, 100, 60).orElseThrow();
    assertThat(finding.code()).isEqualTo("C11");
    assertThat(finding.sentence()).startsWith("Iterations far from the rest (1) move the mean by ");
  }

  @Test
  void iterationsThatMoveTheMeanByLittleAreNot() {
    var iterations = new double[100];
    Arrays.fill(iterations, 100);
    iterations[3] = 60;
    assertThat(Outliers.iterations(iterations)).isEmpty();
  }

  @Test
  void aVerdictThatHangsOnOneRoundIsTold() {
    var same = new double[] {0.001, -0.001, 0.0, 0.002, -0.002, 0.15};
    var finding = Outliers.oneForkDecides(same, JUDGE).orElseThrow();
    assertThat(finding.sentence())
        .isEqualTo("Without round 6 the result would be 'same (within 3 %)'.");
  }

  @Test
  void theLeastRoundsForSameDoNotHangOnAnyOfThem() {
    var same = new double[] {0.001, -0.001, 0.0, 0.002, -0.002};
    assertThat(Outliers.oneForkDecides(same, JUDGE)).isEmpty();
  }

  @Test
  void aRatioThatMovesByOneRoundIsTold() {
    var large = new double[] {1.0, 1.01, 0.99, 1.0, 1.2};
    var finding = Outliers.oneForkDecides(large, JUDGE).orElseThrow();
    assertThat(finding.sentence()).startsWith("Without round 5 the ratio would be");
  }

  @Test
  void roundsThatAgreeDecideTogether() {
    assertThat(Outliers.oneForkDecides(new double[] {0.10, 0.11, 0.09, 0.10, 0.11, 0.10}, JUDGE))
        .isEmpty();
    assertThat(Outliers.oneForkDecides(new double[] {0, 0, 9}, JUDGE)).isEmpty();
  }

  @Test
  void roundsThatDecideNothingDecideNothingWithoutOneEither() {
    var wide = new double[] {0.04, -0.04, 0.03, -0.03, 0.035, -0.035, 0.04, -0.04};
    assertThat(Outliers.oneForkDecides(wide, JUDGE)).isEmpty();
  }

  @Test
  void skewedForksAreNoted() {
    assertThat(Sampling.skewed(0, 0, 0, 0, 0.001, 0.001, 0.3, 0.3, 0.3).orElseThrow().code())
        .isEqualTo("C17");
    assertThat(Sampling.skewed(-0.2, -0.1, 0, 0.1, 0.2)).isEmpty();
    assertThat(Sampling.skewed(0, 5)).isEmpty();
  }
}
