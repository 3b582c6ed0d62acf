package dev.threadmill.stats.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.stats.Golden;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Trends, groups and change points are those that SciPy finds, or that trying everything finds.
class SeriesGoldenTest {
  static Stream<Golden> trends() {
    return Golden.cases("trends");
  }

  @ParameterizedTest
  @MethodSource("trends")
  void trendOfTheilSenAndMannKendall(Golden golden) {
    var trend = MonotoneTrend.of(golden.numbers("t"), golden.numbers("y"));
    golden.agrees(trend.slope(), "slope");
    golden.agrees(trend.p(), "p");
  }

  static Stream<Golden> splits() {
    return Golden.cases("splits");
  }

  @ParameterizedTest
  @MethodSource("splits")
  void bestDivisionInTwo(Golden golden) {
    golden.agrees(Split.of(golden.numbers("x")).share(), "share");
  }

  static Stream<Golden> changes() {
    return Golden.cases("changes");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void changePointsOfLeastCost(Golden golden) {
    var starts = Arrays.stream(golden.numbers("starts")).mapToObj(x -> (int) x).toList();
    assertThat(ChangePoints.in(golden.numbers("x"))).isEqualTo(starts);
  }
}
