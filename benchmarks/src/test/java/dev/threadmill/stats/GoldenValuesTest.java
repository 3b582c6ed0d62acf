package dev.threadmill.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The estimators say what NumPy and SciPy say.
class GoldenValuesTest {
  static Stream<Golden> studentT() {
    return Golden.cases("student_t");
  }

  @ParameterizedTest
  @MethodSource("studentT")
  void quantilesOfStudentsT(Golden golden) {
    double alpha = golden.number("alpha");
    double t = StudentT.quantile(alpha, golden.number("degrees"));
    golden.agrees(t, "t");
    assertThat(StudentT.p(t, golden.number("degrees"))).isCloseTo(alpha, within(1e-12));
  }

  static Stream<Golden> scores() {
    return Golden.cases("scores");
  }

  @ParameterizedTest
  @MethodSource("scores")
  void scoreOfOneBenchmark(Golden golden) {
    var y = golden.numbers("y");
    var score = ScoreEstimate.of(y, true);
    var interval = Objects.requireNonNull(score.interval());
    golden.agrees(score.score(), "score");
    golden.agrees(interval.low(), "low");
    golden.agrees(interval.high(), "high");
    golden.agrees(score.forkSpread(), "spread");
    assertThat(score.forks()).isEqualTo(y.length);
  }

  static Stream<Golden> pairs() {
    return Golden.cases("pairs");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void ratioOfPairs(Golden golden) {
    var differences = golden.numbers("a");
    var b = golden.numbers("b");
    Arrays.setAll(differences, i -> differences[i] - b[i]);
    var ratio = RatioEstimate.paired(differences, golden.number("alpha"));
    var interval = Objects.requireNonNull(ratio.interval());
    golden.agrees(ratio.ratio(), "ratio");
    golden.agrees(interval.low(), "low");
    golden.agrees(interval.high(), "high");
    golden.agrees(ratio.p(), "p");
    golden.agrees(Math.log1p(interval.relativeHalfWidth()), "half");
  }

  static Stream<Golden> welch() {
    return Golden.cases("welch");
  }

  @ParameterizedTest
  @MethodSource("welch")
  void ratioBetweenRuns(Golden golden) {
    var spread = new RunSpread(golden.number("tau2"), golden.number("dfTau"), false);
    var ratio =
        RatioEstimate.between(
            golden.numbers("a"),
            golden.integer("qa"),
            golden.numbers("b"),
            golden.integer("qb"),
            spread,
            0.05);
    var interval = Objects.requireNonNull(ratio.interval());
    golden.agrees(ratio.degrees(), "degrees");
    golden.agrees(ratio.p(), "p");
    golden.agrees(interval.low(), "low");
    golden.agrees(interval.high(), "high");
  }

  static Stream<Golden> families() {
    return Golden.cases("families");
  }

  @ParameterizedTest
  @MethodSource("families")
  void adjustedPValues(Golden golden) {
    assertThat(BenjaminiHochberg.adjust(golden.numbers("p")))
        .containsExactly(golden.numbers("q"), within(1e-12));
  }

  static Stream<Golden> quantiles() {
    return Golden.cases("quantiles");
  }

  @ParameterizedTest
  @MethodSource("quantiles")
  void quantilesOfASample(Golden golden) {
    golden.agrees(Quantiles.of(golden.numbers("x"), golden.number("p")), "value");
  }

  static Stream<Golden> deviations() {
    return Golden.cases("deviations");
  }

  @ParameterizedTest
  @MethodSource("deviations")
  void medianDeviations(Golden golden) {
    golden.agrees(Quantiles.medianDeviation(golden.numbers("x")), "mad");
  }
}
