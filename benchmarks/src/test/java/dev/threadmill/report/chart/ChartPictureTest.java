package dev.threadmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// The PNG of every chart.
class ChartPictureTest {
  private static final Pattern SIZE =
      Pattern.compile("^<svg [^>]*\\bwidth=\"(\\d+)\" height=\"(\\d+)\"");

  private static Rendering rendering(ChartTables tables) throws IOException {
    try (var studio = Studio.open()) {
      return ChartRenderer.render(studio, ChartFolder.read(Path.of("../plot-scripts")), tables);
    }
  }

  @Test
  void isTwiceTheSizeAndShowsSomethingOnItsPaper() throws IOException {
    var rendering = rendering(SampleTables.small());
    assertThat(rendering.missing()).isEmpty();
    for (var chart : rendering.drawn()) {
      var size = SIZE.matcher(chart.svg());
      assertThat(size.find()).as(chart.name()).isTrue();
      var image = ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(chart.png())));
      assertThat(image.getWidth()).as(chart.name()).isEqualTo(2 * Integer.parseInt(size.group(1)));
      assertThat(image.getHeight()).as(chart.name()).isEqualTo(2 * Integer.parseInt(size.group(2)));
      int corner = image.getRGB(1, 1) & 0xFFFFFF;
      assertThat(corner).as(chart.name()).isEqualTo(0xFFFFFF);
      assertThat(shareUnlike(corner, image)).as(chart.name()).isBetween(0.01, 0.95);
      assertThat(image.getRGB(0, 0, image.getWidth(), 1, null, 0, image.getWidth()))
          .as("%s: nothing is cut at the top", chart.name())
          .containsOnly(image.getRGB(1, 1));
    }
  }

  @Test
  void aLongRunHasItsPicturesToo() throws IOException {
    var cell = SampleCells.cell("box", "messaging", "MessagingThroughput", "jox", "virtual", "");
    List<ChartRow> rows = new ArrayList<>();
    for (int fork = 1; fork <= 100; fork++) {
      for (int iteration = 1; iteration <= 40; iteration++) {
        rows.add(
            cell.with("spread", 1, "fork", fork, "iteration", iteration)
                .with("phase", "measurement", "relative", 1 + fork % 7 * 0.01));
      }
    }
    var rendering = rendering(new ChartTables(Map.of(ChartTable.TRACES, rows)));
    assertThat(rendering.drawn())
        .singleElement()
        .satisfies(chart -> assertThat(chart.png()).isNotEmpty());
  }

  @Test
  void aPictureOfTooManyPixelsIsNotPaintedAndItsSvgIsThere() throws IOException {
    var text = ChartProcessTest.chart("huge", "1").text();
    var huge = text.replace("\"mark\"", "\"width\": 1e6, \"height\": 1e6, \"mark\"");
    var rendering = rendering(1, new ChartFile("huge.vl.json", huge));
    assertThat(rendering.drawn())
        .singleElement()
        .satisfies(chart -> assertThat(chart.svg()).startsWith("<svg"))
        .satisfies(chart -> assertThat(chart.png()).isNull());
    assertThat(rendering.faults())
        .singleElement()
        .asString()
        .matches(
            "huge\\.vl\\.json: its PNG would have 20\\d{5} x 20\\d{5} pixels,"
                + " and a PNG may have 64 million");
  }

  @Test
  void aPictureThatTakesTooLongIsGivenUpAndTheNextIsPainted() throws IOException {
    var good = ChartProcessTest.chart("zoom", "1");
    var discs =
        "{\"type\": \"circle\", \"size\": 1e8, \"clip\": true}, \"width\": 2000, \"height\": 2000";
    var slow = new ChartFile("discs.vl.json", good.text().replace("\"point\"", discs));
    var rendering = rendering(3000, slow, good);
    assertThat(rendering.faults())
        .containsExactly("discs.vl.json: painting its PNG took longer than 10 s, and was given up");
    assertThat(rendering.drawn())
        .extracting(chart -> chart.name() + (chart.png() == null ? " without PNG" : " with PNG"))
        .containsExactly("discs without PNG", "zoom with PNG");
  }

  private static Rendering rendering(int rows, ChartFile... charts) throws IOException {
    try (var studio = Studio.open()) {
      var folder = new ChartFolder(List.of(charts), ChartFolder.bundled().theme());
      return ChartRenderer.render(studio, folder, ChartProcessTest.tables(rows));
    }
  }

  private static double shareUnlike(int paper, BufferedImage image) {
    long drawn =
        IntStream.range(0, image.getWidth() * image.getHeight())
            .filter(
                i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xFFFFFF) != paper)
            .count();
    return (double) drawn / image.getWidth() / image.getHeight();
  }
}
