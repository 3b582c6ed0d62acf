package dev.threadmill.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MomentsTest {
  @Test
  void whatNobodyCouldReadIsNoPartOfTheGeometricMean() {
    assertThat(Moments.geometricMean(DoubleStream.of(50, Double.NaN, 200, 0)))
        .isCloseTo(100, within(1e-9));
    assertThat(Moments.geometricMean(DoubleStream.of(Double.NaN))).isNaN();
    assertThat(Moments.geometricMean(DoubleStream.empty())).isNaN();
  }

  @Test
  void equalValuesHaveExactlyTheirOwnMean() {
    assertThat(Moments.mean(0.1, 0.1, 0.1)).isEqualTo(0.1);
  }
}
