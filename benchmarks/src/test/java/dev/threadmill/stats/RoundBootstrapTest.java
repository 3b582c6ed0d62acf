package dev.threadmill.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Intervals by drawing rounds.
class RoundBootstrapTest {
  private static final double[] VALUES = {1.0, 1.2, 0.9, 1.1, 1.3, 0.8, 1.05, 0.95};
  private static final RoundBootstrap BOOTSTRAP = new RoundBootstrap(2_000, 7);

  @Test
  void theSameSeedGivesTheSameInterval() {
    var again = new RoundBootstrap(2_000, 7);
    assertThat(again.interval(8, this::mean)).isEqualTo(BOOTSTRAP.interval(8, this::mean));
    assertThat(new RoundBootstrap(2_000, 8).interval(8, this::mean))
        .isNotEqualTo(BOOTSTRAP.interval(8, this::mean));
  }

  @Test
  void fiveRoundsHaveNoInterval() {
    assertThat(BOOTSTRAP.interval(5, this::mean)).isNull();
    assertThat(BOOTSTRAP.intervals(5, drawn -> new double[2])).isEmpty();
    assertThat(BOOTSTRAP.interval(6, this::mean)).isNotNull();
  }

  @Test
  void theIntervalOfAMeanIsNearThatOfStudentsT() {
    var interval = Objects.requireNonNull(BOOTSTRAP.interval(8, this::mean));
    double half = StudentT.quantile(0.05, 7) * Moments.deviation(VALUES) / Math.sqrt(8);
    assertThat((interval.high() - interval.low()) / 2).isCloseTo(half, within(0.25 * half));
    assertThat(interval.contains(Moments.mean(VALUES))).isTrue();
  }

  @Test
  void statisticsOfTheSameDrawsAreThoseOfEachAlone() {
    var both =
        BOOTSTRAP.intervals(
            8, drawn -> new double[] {mean(drawn), Double.POSITIVE_INFINITY, 2 * mean(drawn)});
    assertThat(both).hasSize(3);
    assertThat(both[0]).isEqualTo(BOOTSTRAP.interval(8, this::mean));
    assertThat(both[1]).isEqualTo(new Interval(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    assertThat(both[2].low()).isCloseTo(2 * both[0].low(), within(1e-12));
  }

  @Test
  void tooFewResamplesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RoundBootstrap(99, 1));
  }

  @Test
  void theGeometricMeanDescribesTheSet() {
    var mean = GeometricMean.of(new double[] {2, 0.5, 4, 0.25, 1, 8}, BOOTSTRAP);
    assertThat(mean.value()).isCloseTo(Math.pow(8, 1.0 / 6), within(1e-12));
    assertThat(mean.count()).isEqualTo(6);
    assertThat(Objects.requireNonNull(mean.interval()).contains(mean.value())).isTrue();
  }

  @Test
  void theGeometricMeanOfAFewHasNoInterval() {
    assertThat(GeometricMean.of(new double[] {2, 3}, BOOTSTRAP).interval()).isNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GeometricMean.of(new double[0], BOOTSTRAP));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GeometricMean.of(new double[] {1, 0}, BOOTSTRAP));
  }

  private double mean(int... drawn) {
    return Moments.mean(Arrays.stream(drawn).mapToDouble(k -> VALUES[k]).toArray());
  }
}
