package dev.threadmill.stats.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Scores that change while they are measured.
class SettlingTest {
  private static final double MATTERS = Math.log1p(0.05);

  private static Optional<Finding> trend(double[][] forks) {
    return Settling.trend(Settling.drifts(forks), Double.NaN, MATTERS);
  }

  @Test
  void aTrendThatAllForksShareIsFound() {
    var rising = Series.forks(5, 5, 0.002, i -> 100 * (1 + 0.005 * i));
    var finding = trend(rising).orElseThrow();
    assertThat(finding.code()).isEqualTo("C2");
    assertThat(finding.level()).as("less than matters").isEqualTo(Level.NOTE);
    var steep = Series.forks(5, 5, 0.005, i -> 100 * (1 + 0.03 * i));
    assertThat(trend(steep).orElseThrow().level()).isEqualTo(Level.WARN);
  }

  @Test
  void aJvmThatStillCompilesIsTheCauseOfATrend() {
    var drifts = Settling.drifts(Series.forks(5, 5, 0.005, i -> 100 * (1 + 0.03 * i)));
    assertThat(Settling.trend(drifts, 0.2, MATTERS).orElseThrow())
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("C1");
              assertThat(finding.level()).isEqualTo(Level.WARN);
              assertThat(finding.sentence()).contains("compiled for 20 % of the time");
            });
    var calm = Settling.drifts(Series.forks(5, 5, 0.01, i -> 100));
    assertThat(Settling.trend(calm, 0.2, MATTERS).orElseThrow().level()).isEqualTo(Level.NOTE);
    assertThat(Settling.trend(calm, 0.04, MATTERS)).isEmpty();
  }

  @Test
  void aTrendOfOneSideMovesTheRatioAndOneOfBothDoesNot() {
    var steady = Settling.drifts(Series.forks(8, 5, 0.01, i -> 100));
    var rising = Settling.drifts(Series.forks(8, 5, 0.01, i -> 100 * (1 + 0.03 * i)));
    var alike = Settling.drifts(Series.forks(9, 5, 0.01, i -> 100 * (1 + 0.03 * i)));
    assertThat(Settling.trendOfRatio(rising, steady, MATTERS).orElseThrow().level())
        .isEqualTo(Level.BAD);
    assertThat(Settling.trendOfRatio(rising, alike, MATTERS)).isEmpty();
    assertThat(Settling.trendOfRatio(new double[2], rising, MATTERS)).isEmpty();
  }

  @Test
  void noiseIsNoTrend() {
    assertThat(trend(Series.forks(5, 5, 0.01, i -> 100))).isEmpty();
  }

  @Test
  void aTrendOfOneForkIsNone() {
    var forks = Series.forks(5, 5, 0.005, i -> 100);
    forks[2] = new double[] {80, 90, 100, 110, 120};
    assertThat(trend(forks)).isEmpty();
  }

  @Test
  void twoForksCannotShowATrend() {
    assertThat(trend(Series.forks(2, 5, 0.001, i -> 100 + 5 * i))).isEmpty();
  }

  @Test
  void theWarmUpEndsWhenNoLaterWindowDiffers() {
    assertThat(audit(i -> i < 7 ? 60 : 100)).contains("should last 8 s").contains("within 0.");
    // Fast at first and slow between: what came before does not count.
    assertThat(audit(i -> i >= 13 && i < 20 ? 60 : 100)).contains("should last 20 s");
    assertThat(audit(i -> 100)).contains("should last 1 s");
  }

  @Test
  void coldForksTellHowLongTheirWarmUpShouldBe() {
    var settling = Settling.cold(Series.forks(3, 100, 0.003, i -> i < 7 ? 60 : 100));
    assertThat(settling.code()).isEqualTo("C3");
    assertThat(settling.level()).isEqualTo(Level.BAD);
    assertThat(settling.sentence()).contains("should last 8 s");
    var rising = Settling.cold(Series.forks(3, 100, 0.003, i -> 100 + i));
    assertThat(rising.sentence()).contains("after a minute");
    var few = Settling.cold(Series.forks(3, 5, 0.003, i -> 100));
    assertThat(few.sentence()).isEqualTo("Measured without a warm-up: scores are of cold code.");
  }

  @Test
  void aBenchmarkThatRisesForEverHasNoWarmUp() {
    var rising = Settling.cold(Series.forks(3, 120, 0.003, i -> 100 + i));
    assertThat(rising.code()).isEqualTo("C4");
    assertThat(rising.level()).isEqualTo(Level.BAD);
    assertThat(rising.sentence()).contains("after a minute of it is still 23.");
  }

  private static String audit(IntToDoubleFunction score) {
    return Settling.cold(Series.forks(3, 120, 0.003, score)).sentence();
  }
}
