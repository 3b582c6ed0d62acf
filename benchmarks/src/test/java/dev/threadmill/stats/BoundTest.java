package dev.threadmill.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Estimates from forks of which some were cut off.
class BoundTest {
  private static final double[] FAR = {6.6, 6.7, 6.8, 6.7, 6.7};
  private static final Judge JUDGE = new Judge(0.05, 0.05);

  private static Verdict verdict(RatioEstimate ratio) {
    return JUDGE.on(ratio, ratio.p(), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, NONE, NONE",
    "NONE, AT_MOST, AT_MOST",
    "AT_LEAST, NONE, AT_LEAST",
    "AT_LEAST, AT_LEAST, AT_LEAST",
    "AT_LEAST, AT_MOST, UNKNOWN",
    "UNKNOWN, AT_MOST, UNKNOWN",
    "UNKNOWN, NONE, UNKNOWN",
  })
  void aProductIsKnownAsFarAsBothFactors(Bound one, Bound other, Bound both) {
    assertThat(one.times(other)).isEqualTo(both);
    assertThat(other.times(one)).isEqualTo(both);
    assertThat(one.inverse().times(other.inverse())).isEqualTo(both.inverse());
  }

  @Test
  void aRatioToOneThatWasCutOffHasNoUpperEnd() {
    var ratio = RatioEstimate.paired(FAR, 0.05);
    var bounded = ratio.within(Bound.AT_LEAST);
    var interval = Objects.requireNonNull(bounded.interval());
    assertThat(interval.low()).isEqualTo(Objects.requireNonNull(ratio.interval()).low());
    assertThat(interval.high()).isInfinite();
    assertThat(verdict(bounded)).isEqualTo(new Verdict.Different(true, 0.05, true));
  }

  @Test
  void whatLiesBeyondABoundIsNoDifference() {
    var ratio = RatioEstimate.paired(FAR, 0.05).within(Bound.AT_MOST);
    assertThat(Objects.requireNonNull(ratio.interval()).low()).isZero();
    assertThat(ratio.p()).isEqualTo(1);
    assertThat(verdict(ratio).word()).isEqualTo("undecided");
  }

  @Test
  void whatIsEqualAsFarAsItWasWaitedForIsNotTheSame() {
    double[] equal = {0.001, -0.001, 0.0005, 0, -0.0005, 0};
    assertThat(verdict(RatioEstimate.paired(equal, 0.05)).word()).isEqualTo("same");
    for (var bound : List.of(Bound.AT_LEAST, Bound.AT_MOST)) {
      assertThat(verdict(RatioEstimate.paired(equal, 0.05).within(bound)).word())
          .isEqualTo("undecided");
    }
  }

  @Test
  void twoThatWereBothCutOffAreNotCompared() {
    var ratio = RatioEstimate.paired(FAR, 0.05).within(Bound.UNKNOWN);
    assertThat(ratio.p()).isEqualTo(1);
    assertThat(verdict(ratio).words()).isEqualTo("undecided (both sides reached the limit)");
    var few = RatioEstimate.paired(new double[] {1}, 0.05).within(Bound.UNKNOWN);
    assertThat(few.p()).isNaN();
    assertThat(verdict(few).words()).isEqualTo("undecided (both sides reached the limit)");
  }

  @Test
  void aScoreThatIsABoundHasNoUpperEndEither() {
    var score = ScoreEstimate.of(new double[] {1, 1.1, 1.2}, true).within(Bound.AT_LEAST);
    assertThat(Objects.requireNonNull(score.interval()).high()).isInfinite();
    assertThat(score.bound()).isEqualTo(Bound.AT_LEAST);
  }

  @ParameterizedTest
  @CsvSource({
    "811, 757, Infinity, 811x [≥ 757]",
    "811, 400, Infinity, 810x [≥ 400]",
    "811, 811, Infinity, 811x",
    "811, 0, 900, 810x [≤ 900]",
    "811, 0, Infinity, 810x",
    "1.07, 1.03, Infinity, 7 % [≥ 3]",
    "1.07, 0, 1.11, 7 % [≤ 11]",
  })
  void onlyTheEndThatIsKnownIsWritten(double factor, double low, double high, String words) {
    assertThat(Figures.factor(factor, new Interval(low, high))).isEqualTo(words);
  }

  @Test
  void aLimitThatAllForksReachedHasNoInterval() {
    var interval = new Interval(4.998, Double.POSITIVE_INFINITY);
    assertThat(Figures.estimate(5, interval, "s")).isEqualTo("5 s");
  }
}
