package dev.threadmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Panels stand under their own head, also where one machine has a panel that another lacks.
class ChartPanelTest {
  /// Vega orders a grid's panels by the sorting field, of which a missing panel has no value, so
  /// that those behind it move up under the heads of others.
  @ParameterizedTest
  @MethodSource("charts")
  void noGridOfPanelsIsSortedByAnotherField(ChartFile chart) throws IOException {
    var facet = new ObjectMapper().readTree(chart.text()).path("facet");
    assertThat(facet.path("row").has("sort") || facet.path("column").has("sort"))
        .as(chart.fileName())
        .isFalse();
  }

  static Stream<ChartFile> charts() throws IOException {
    return ChartFolder.read(Path.of("../plot-scripts")).charts().stream();
  }
}
