package dev.threadmill.stats.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.stats.Level;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Scores that change while they are measured.
class SettlingTest {
  @Test
  void aTrendThatAllForksShareIsFound() {
    var rising = Series.forks(5, 5, 0.005, i -> 100 * (1 + 0.005 * i));
    var finding = Settling.trend(rising).orElseThrow();
    assertThat(finding.code()).isEqualTo("C2");
    assertThat(finding.level()).isEqualTo(Level.WARN);
    var steep = Series.forks(5, 5, 0.005, i -> 100 * (1 + 0.03 * i));
    assertThat(Settling.trend(steep).orElseThrow().level()).isEqualTo(Level.BAD);
  }

  @Test
  void aTrendThatMayBeChanceForbidsNothing() {
    // Five forks that rise by 2, 4, 8, 12 and 14 %: p is between a hundredth and a twentieth.
    var steps = new double[] {0.02, 0.04, 0.08, 0.12, 0.14};
    var forks = new double[5][];
    for (int k = 0; k < 5; k++) {
      forks[k] = new double[] {100, 100 * Math.exp(steps[k] / 2), 100 * Math.exp(steps[k])};
    }
    assertThat(Settling.trend(forks).orElseThrow().level()).isEqualTo(Level.WARN);
    for (var fork : forks) {
      fork[0] = 90; // now all rise by more than a tenth
    }
    assertThat(Settling.trend(forks).orElseThrow().level()).isEqualTo(Level.BAD);
  }

  @Test
  void noiseIsNoTrend() {
    assertThat(Settling.trend(Series.forks(5, 5, 0.01, i -> 100))).isEmpty();
  }

  @Test
  void aTrendOfOneForkIsNone() {
    var forks = Series.forks(5, 5, 0.005, i -> 100);
    forks[2] = new double[] {80, 90, 100, 110, 120};
    assertThat(Settling.trend(forks)).isEmpty();
  }

  @Test
  void twoForksCannotShowATrend() {
    assertThat(Settling.trend(Series.forks(2, 5, 0.001, i -> 100 + 5 * i))).isEmpty();
  }

  @Test
  void aStepFromTheWarmUpToTheMeasurementIsFound() {
    var warmUp = Series.forks(5, 4, 0.005, i -> i < 2 ? 50 : 96);
    var measured = Series.forks(5, 5, 0.005, i -> 100);
    var finding = Settling.warmUpTrend(warmUp, measured).orElseThrow();
    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.sentence()).contains("warm-up");
    // The first half of a warm-up is expected to be slow.
    var warm = Series.forks(5, 4, 0.005, i -> i < 2 ? 50 : 100);
    assertThat(Settling.warmUpTrend(warm, measured)).isEmpty();
    assertThat(Settling.warmUpTrend(new double[5][0], measured)).isEmpty();
  }

  @Test
  void aChangeAtTheEndNeverSettles() {
    var finding = Settling.neverSettles(Series.forks(3, 120, 0.01, i -> i < 110 ? 100 : 120));
    assertThat(finding.orElseThrow().code()).isEqualTo("C4");
    assertThat(finding.orElseThrow().sentence()).contains("3 of 3 forks");
  }

  @Test
  void aChangeLongBeforeTheEndSettles() {
    assertThat(Settling.neverSettles(Series.forks(3, 120, 0.01, i -> i < 50 ? 60 : 100))).isEmpty();
  }

  @Test
  void theWarmUpEndsWhenNoLaterWindowDiffers() {
    var audit = audit(i -> i < 7 ? 60 : 100);
    assertThat(audit.warmUp()).hasValue(8);
    assertThat(audit.bias()).isLessThan(0.02);
    // Fast at first and slow between: what came before does not count.
    assertThat(audit(i -> i >= 13 && i < 20 ? 60 : 100).warmUp()).hasValue(20);
    assertThat(audit(i -> 100).warmUp()).hasValue(1);
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
  void aFewIterationsCannotTellThatABenchmarkNeverSettles() {
    assertThat(Settling.neverSettles(Series.forks(3, 12, 0.001, i -> i < 10 ? 100 : 150)))
        .isEmpty();
  }

  @Test
  void aBenchmarkThatRisesForEverHasNoWarmUp() {
    var audit = audit(i -> 100 + i);
    assertThat(audit.warmUp()).isEmpty();
    assertThat(audit.bias()).isCloseTo(Math.log(204.5 / 162), within(0.01));
  }

  @Test
  void anAuditTakesItsTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WarmUpAudit.of(Series.forks(3, 94, 0.01, i -> 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> WarmUpAudit.of(new double[0][]));
  }

  private static WarmUpAudit audit(IntToDoubleFunction score) {
    return WarmUpAudit.of(Series.forks(3, 120, 0.003, score));
  }
}
