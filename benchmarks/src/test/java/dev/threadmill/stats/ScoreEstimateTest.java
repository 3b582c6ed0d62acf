package dev.threadmill.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// The score of one benchmark.
class ScoreEstimateTest {
  @Property(tries = 200)
  void theScoreAndItsIntervalScaleWithWhatWasMeasured(
      @ForAll @Size(min = 3, max = 20) List<@DoubleRange(min = 1, max = 1e6) Double> throughputs,
      @ForAll @Scale(3) @DoubleRange(min = 0.001, max = 1000) double factor) {
    var score = ScoreEstimate.of(logs(throughputs, 1), true);
    var scaled = ScoreEstimate.of(logs(throughputs, factor), true);
    var interval = Objects.requireNonNull(score.interval());
    var wider = Objects.requireNonNull(scaled.interval());
    assertThat(scaled.score() / score.score()).isCloseTo(factor, within(1e-9 * factor));
    assertThat(Math.log(wider.low() / interval.low())).isCloseTo(Math.log(factor), within(1e-6));
    assertThat(Math.log(wider.high() / interval.high())).isCloseTo(Math.log(factor), within(1e-6));
    assertThat(interval.contains(score.score())).isTrue();
  }

  @Test
  void aTimeIsToldOnItsOwnScale() {
    var times = new double[] {90, 100, 110, 95};
    var logs = Arrays.stream(times).map(t -> ForkScore.log(new double[] {t}, false)).toArray();
    var score = ScoreEstimate.of(logs, false);
    var interval = Objects.requireNonNull(score.interval());
    assertThat(score.score()).isBetween(98.0, 99.0);
    assertThat(interval.low()).isBetween(80.0, 98.0);
    assertThat(interval.high()).isBetween(99.0, 120.0);
  }

  @Test
  void twoForksHaveASpreadButNoInterval() {
    var score = ScoreEstimate.of(new double[] {1.0, 1.1}, true);
    assertThat(score.interval()).isNull();
    assertThat(score.forkSpread()).isCloseTo(0.1 / Math.sqrt(2), within(1e-12));
  }

  @Test
  void oneForkHasNoSpread() {
    assertThat(ScoreEstimate.of(new double[] {1.0}, true).forkSpread()).isNaN();
    assertThat(ScoreEstimate.of(new double[] {1.0}, true).interval()).isNull();
    assertThatIllegalArgumentException().isThrownBy(() -> ScoreEstimate.of(new double[0], true));
  }

  @Test
  void anIntervalIsInOrder() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 1));
  }

  @Test
  void anIntervalSaysHowFarItReaches() {
    assertThat(new Interval(1 / 1.02, 1.02).relativeHalfWidth()).isCloseTo(0.02, within(1e-12));
  }

  private static double[] logs(List<Double> throughputs, double factor) {
    return throughputs.stream().mapToDouble(x -> Math.log(x * factor)).toArray();
  }
}
