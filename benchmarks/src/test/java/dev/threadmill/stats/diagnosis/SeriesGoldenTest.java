package dev.threadmill.stats.diagnosis;

import dev.threadmill.stats.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Trends and groups are those that SciPy finds, or that trying everything finds.
class SeriesGoldenTest {
  static Stream<Golden> trends() {
    return Golden.cases("trends");
  }

  @ParameterizedTest
  @MethodSource("trends")
  void trendOfTheilSenAndMannKendall(Golden golden) {
    var trend = Drift.Trend.of(golden.numbers("t"), golden.numbers("y"));
    golden.agrees(trend.slope(), "slope");
    golden.agrees(trend.p(), "p");
  }

  static Stream<Golden> splits() {
    return Golden.cases("splits");
  }

  @ParameterizedTest
  @MethodSource("splits")
  void bestDivisionInTwo(Golden golden) {
    golden.agrees(Modes.of(golden.numbers("x")).share(), "share");
  }
}
