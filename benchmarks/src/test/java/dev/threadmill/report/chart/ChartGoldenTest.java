package dev.threadmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.report.chart.Rendering.Drawn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The charts of `plot-scripts`, drawn from the sample and compared with the pictures kept beside
/// the tests. `-Dgolden.update` rewrites those; look at them before you commit them.
class ChartGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/charts");
  private static final boolean UPDATE = System.getProperty("golden.update") != null;

  private static Rendering first;
  private static Rendering second;
  private static Rendering alone;

  @BeforeAll
  static void drawTwice() throws IOException {
    var folder = ChartFolder.read(Path.of("../plot-scripts"));
    first = ChartRenderer.renderAsSvg(folder, SampleTables.small());
    second = ChartRenderer.renderAsSvg(folder, SampleTables.small());
    var answers =
        folder.charts().stream().filter(file -> file.chartName().matches("answers|machines"));
    alone =
        ChartRenderer.renderAsSvg(
            new ChartFolder(answers.toList(), folder.theme()), SampleTables.alone());
  }

  @Test
  void everyChartIsDrawn() {
    assertThat(first.missing()).isEmpty();
    assertThat(first.faults()).isEmpty();
    // Of several machines the answers are a matrix, of one a chart.
    assertThat(first.empty()).containsExactly("answers");
    assertThat(alone.empty()).containsExactly("machines");
    assertThat(first.drawn()).hasSizeGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @MethodSource("chartNames")
  void looksAsItDid(String name) throws IOException {
    var drawn = svgByName(name.equals("answers") ? alone : first).get(name);
    assertThat(drawn).as("the chart %s", name).isNotNull();
    // A line an element, so that a change can be read.
    var lines = drawn.replace("><", ">\n<") + "\n";
    var golden = GOLDEN.resolve(name + ".svg");
    if (UPDATE) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, lines);
    }
    assertThat(lines.equals(Files.readString(golden)))
        .as("%s.svg is as in %s; if the change is meant, -Dgolden.update", name, GOLDEN)
        .isTrue();
  }

  @Test
  void thereIsNoGoldenPictureOfAChartThatIsGone() throws IOException {
    try (var files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".svg", "")))
          .containsExactlyInAnyOrderElementsOf(chartNames().toList());
    }
  }

  @Test
  void theSameTablesGiveTheSameBytes() {
    assertThat(svgByName(second).equals(svgByName(first))).isTrue();
    for (int i = 0; i < first.drawn().size(); i++) {
      assertThat(second.drawn().get(i).png()).isEqualTo(first.drawn().get(i).png());
    }
  }

  @Test
  void everyChartIsDrawnOfFiguresWithoutAnInterval() throws IOException {
    var folder = ChartFolder.read(Path.of("../plot-scripts"));
    var single = ChartRenderer.renderAsSvg(folder, SampleTables.singleForks());
    assertThat(single.faults()).isEmpty();
    assertThat(single.drawn()).hasSameSizeAs(first.drawn());
  }

  /// The page's tables say why. Of runtimes it is a part of the answer that one lacks something:
  /// a row says it.
  @Test
  void nothingStandsOverAPlotForCellsWithoutAFigure() {
    for (var chart : first.drawn()) {
      if (chart.name().equals("runtimes")) {
        assertThat(chart.svg()).contains("n/a: so large a channel is not made");
        continue;
      }
      if (chart.name().equals("five-questions")) {
        assertThat(chart.svg()).contains(">n/a<");
        continue;
      }
      assertThat(chart.svg()).as(chart.name()).doesNotContain(">n/a<", ": n/a", "not measured");
    }
  }

  static Stream<String> chartNames() throws IOException {
    return ChartFolder.read(Path.of("../plot-scripts")).charts().stream().map(ChartFile::chartName);
  }

  private static Map<String, String> svgByName(Rendering rendering) {
    return rendering.drawn().stream().collect(Collectors.toMap(Drawn::name, Drawn::svg));
  }
}
