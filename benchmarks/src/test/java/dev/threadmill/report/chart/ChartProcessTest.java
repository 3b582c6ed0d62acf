package dev.threadmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.report.chart.Rendering.Drawn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests that a chart which loops, needs too much or crashes the engine costs itself only.
class ChartProcessTest {
  /// Text that a regular expression reads for longer than the earth lasts.
  static final String HANG = "test(regexp('(a+)+$'), '" + "a".repeat(60) + "!')";

  /// An array of more elements than V8 can hold, which ends its process at once.
  static final String CRASH =
      "length(split(replace(pad('', 1000, 'x'), regexp('x', 'g'), pad('', 2e5, 'x')), ''))";

  private static final String LONG_TEXT =
      "replace(pad('', 1000, 'x'), regexp('x', 'g'), pad('', 4e4, 'x'))";

  @Test
  void aChartThatNeverEndsIsGivenUpAndTheNextIsDrawn() throws IOException {
    var rendering = draw(chart("hang", HANG), chart("good", "1"));
    assertThat(rendering.faults())
        .containsExactly("hang.vl.json: drawing it took longer than 10 s, and was given up");
    assertThat(rendering.drawn()).extracting(Drawn::name).containsExactly("good");
  }

  @Test
  void aChartThatEndsItsProcessIsNamedUntilThreeDid() throws IOException {
    var rendering =
        draw(
            chart("a", CRASH),
            chart("b", "1"),
            chart("c", CRASH),
            chart("d", CRASH),
            chart("e", "1"));
    assertThat(rendering.drawn()).extracting(Drawn::name).containsExactly("b");
    assertThat(rendering.faults())
        .hasSize(4)
        .first()
        .isEqualTo("a.vl.json: drawing it crashed, or needed more than 512 MB of memory");
    assertThat(rendering.faults())
        .last()
        .isEqualTo("e.vl.json: drawing it was not tried, because 3 before it were given up");
  }

  @Test
  void aPictureThatIsTooLargeIsGivenUp() throws IOException {
    var large = chart("large", LONG_TEXT, "\"description\": {\"field\": \"made\"}");
    var rendering = draw(large, chart("good", "1"));
    assertThat(rendering.faults())
        .containsExactly("large.vl.json: drawing it gave more than 32 MB, and was given up");
    assertThat(rendering.drawn()).extracting(Drawn::name).containsExactly("good");
  }

  @Test
  void aProcessThatDiedBetweenTwoChartsIsReplaced() throws Exception {
    var folder = folder(chart("good", "1"));
    try (var studio = Studio.openForSvg()) {
      assertThat(ChartRenderer.render(studio, folder, tables()).faults()).isEmpty();
      for (var process : chartProcesses(ProcessHandle.current()).toList()) {
        process.destroyForcibly();
        process.onExit().get(1, TimeUnit.MINUTES);
      }
      assertThat(ChartRenderer.render(studio, folder, tables()).drawn()).hasSize(1);
    }
  }

  @Test
  void noProcessIsLeftWhenTheStudioCloses() throws Exception {
    List<ProcessHandle> processes;
    try (var studio = Studio.open()) {
      assertThat(studio.whyNoCharts()).isEmpty();
      processes = chartProcesses(ProcessHandle.current()).toList();
      assertThat(processes).hasSize(2);
    }
    for (var process : processes) {
      process.onExit().get(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void aProcessEndsWithItsOwnerWhateverItDraws() throws Exception {
    var owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      var lines =
          new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8));
      assertThat(lines.readLine()).isEqualTo("drawing");
      var process = chartProcesses(owner.toHandle()).findAny().orElseThrow();
      var begun = cpuTime(process);
      while (cpuTime(process).minus(begun).compareTo(Duration.ofMillis(500)) < 0) {
        assertThat(owner.isAlive()).isTrue();
        Thread.onSpinWait();
      }
      owner.destroyForcibly();
      process.onExit().get(1, TimeUnit.MINUTES);
    } finally {
      owner.destroyForcibly();
    }
  }

  /// A program that is killed while its process draws what never ends.
  static final class Owner {
    public static void main(String[] args) throws IOException {
      try (var studio = Studio.openForSvg()) {
        studio.whyNoCharts();
        System.out.println("drawing");
        while (true) {
          ChartRenderer.render(studio, folder(chart("hang", HANG)), tables());
        }
      }
    }
  }

  private static Duration cpuTime(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow();
  }

  private static Stream<ProcessHandle> chartProcesses(ProcessHandle owner) {
    return owner
        .children()
        .filter(
            child -> child.info().commandLine().orElse("").contains(ChartProgram.class.getName()));
  }

  private static Rendering draw(ChartFile... charts) throws IOException {
    return ChartRenderer.renderAsSvg(folder(charts), tables());
  }

  private static ChartFolder folder(ChartFile... charts) throws IOException {
    return new ChartFolder(List.of(charts), ChartFolder.bundled().theme());
  }

  private static ChartTables tables() {
    return tables(1);
  }

  static ChartTables tables(int rows) {
    var cell = SampleCells.cell("m", "switching", "PingPong", "park", "virtual", "");
    var row = cell.and(ChartRow.figure(4000, 3900.0, 4100.0, "ns", 5));
    return new ChartTables(Map.of(ChartTable.SWITCHES, Collections.nCopies(rows, row)));
  }

  /// A chart of one point, for which an expression is calculated.
  static ChartFile chart(String name, String calculated, String... encodings) {
    return new ChartFile(
        name + ".vl.json",
        """
        {
          "title": "A chart",
          "description": "What it shows.",
          "data": {"name": "switches"},
          "transform": [{"calculate": "%s", "as": "made"}],
          "mark": "point",
          "encoding": {
            "x": {"field": "score", "type": "quantitative"}%s
          }
        }
        """
            .formatted(
                calculated, Stream.of(encodings).map(", "::concat).reduce("", String::concat)));
  }
}
