package dev.threadmill.stats.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.simulation.Trials;
import org.junit.jupiter.api.Test;

/// Results that hang on a few values, and shapes that intervals do not expect.
class OutliersTest {
  private static final Judge JUDGE = new Judge(0.03, 0.05);
  private static final double MATTERS = Math.log1p(0.03);

  @Test
  void iterationsThatMoveTheScoreAreTold() {
    var finding = Outliers.iterations(forks(60), MATTERS).orElseThrow();
    assertThat(finding.code()).isEqualTo("C11");
    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.sentence()).startsWith("3 iterations far from the rest move the score by ");
    assertThat(Outliers.iterations(forks(87), MATTERS).orElseThrow().level()).isEqualTo(Level.NOTE);
  }

  @Test
  void iterationsThatMoveTheScoreByLittleAreNot() {
    assertThat(Outliers.iterations(forks(97), MATTERS)).isEmpty();
    var opposite = new double[][] {{100, 101, 99, 100, 60}, {100, 101, 99, 100, 140}};
    assertThat(Outliers.iterations(opposite, MATTERS)).isEmpty();
  }

  private static double[][] forks(double last) {
    return new double[][] {
      {100, 101, 99, 100, last}, {101, 100, 100, 99, last}, {100, 100, 101, 99, last}
    };
  }

  @Test
  void aVerdictThatHangsOnARoundFarFromTheOthersIsTold() {
    var same = new double[] {0.001, -0.001, 0.0, 0.002, -0.002, 0.003, 0.15};
    var finding = Outliers.round(same, JUDGE).orElseThrow();
    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.sentence()).startsWith("Round 7 is far").contains("the result 'same'");
  }

  @Test
  void aRoundThatDecidesIsNotToldWhereOthersAreAsFar() {
    assertThat(Outliers.round(new double[] {0.01, 0.03, 0.05, 0.02, 0.04, 0.07}, JUDGE)).isEmpty();
  }

  @Test
  void aRoundFarFromTheOthersThatDecidesNothingIsNotTold() {
    assertThat(Outliers.round(new double[] {1.0, 1.01, 0.99, 1.0, 1.01, 1.3}, JUDGE)).isEmpty();
    assertThat(Outliers.round(new double[] {0, 0, 0.01, 9}, JUDGE)).as("too few").isEmpty();
  }

  @Test
  void quietRoundsRarelySeemFarFromTheOthers() {
    double told =
        new Trials(5_000)
            .rate(
                4,
                draws -> {
                  var rounds = new double[8];
                  java.util.Arrays.setAll(rounds, k -> 0.02 + draws.normal(0.02));
                  return Outliers.round(rounds, JUDGE).isPresent();
                });
    assertThat(told).isLessThan(0.012);
  }

  @Test
  void skewedForksAreNoted() {
    assertThat(
            Outliers.skewed(0, 0, 0, 0, 0, 0, 0.001, 0.3, 0.3, 0.3, 0.3, 0.3).orElseThrow().code())
        .isEqualTo("C17");
    assertThat(Outliers.skewed(0, 0, 0, 0, 0.001, 0.001, 0.3, 0.3, 0.3)).isEmpty();
    assertThat(Outliers.skewed(0, 5)).isEmpty();
  }
}
