package dev.threadmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Series are told apart, also where there are more of them than colours.
class ChartSeriesTest {
  private static final int SERIES = 24;
  private static final Pattern SYMBOL =
      Pattern.compile("role-legend-symbol[^>]*><path [^>]*d=\"([^\"]+)\"[^>]*fill=\"([^\"]+)\"");

  @Test
  void noTwoSeriesHaveBothColourAndShape() throws IOException {
    List<ChartRow> rows = new ArrayList<>();
    for (int series = 0; series < SERIES; series++) {
      for (int threads : new int[] {1, 4}) {
        rows.add(
            SampleCells.cell("box", "sharing", "SharedCounter", "way " + series, "platform", "")
                .with("sweep", "threads", "workers", threads, "kind", "measured")
                .and(ChartRow.figure(1e6 * (series + threads), null, null, "op/s", 1)));
      }
    }
    var all = ChartFolder.read(Path.of("../plot-scripts"));
    var scaling =
        new ChartFolder(
            all.charts().stream()
                .filter(chart -> chart.chartName().equals("scaling-threads"))
                .toList(),
            all.theme());
    var svg =
        ChartRenderer.renderAsSvg(scaling, new ChartTables(Map.of(ChartTable.SCALING, rows)))
            .drawn()
            .getFirst()
            .svg();
    assertThat(SYMBOL.matcher(svg).results().map(found -> found.group(1) + found.group(2)))
        .hasSize(SERIES)
        .doesNotHaveDuplicates();
  }
}
