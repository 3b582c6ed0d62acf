package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests what `report` does with good and with bad input.
class ReportCommandTest {
  private static final Path SAMPLE = Path.of("src/test/resources/runs/sample");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int report(Object... arguments) {
    var words = new java.util.ArrayList<String>(List.of("report"));
    for (var argument : arguments) {
      words.add(argument.toString());
    }
    return Threadmill.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words.toArray(String[]::new));
  }

  private void assertRefused(int code, String... words) {
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).startsWith("threadmill: ").contains(words).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void itSaysWhatItWroteAndWhatIsMissingAndWhy() {
    assertThat(report(SAMPLE, "--out", folder)).isZero();
    assertThat(out.toString())
        .startsWith("Report: " + folder.resolve("report.html") + ", with report.md and ")
        .contains(" charts beside it", "There are no rows for the charts machines, ");
    assertThat(err.toString()).isEmpty();
    assertThat(SAMPLE.resolve("report.html")).doesNotExist();
  }

  @Test
  void onlyTheChartsOfAGivenFolderAreDrawn() throws IOException {
    var scripts = Files.createDirectory(folder.resolve("scripts"));
    for (var file : List.of("pinning.vl.json", "theme.json")) {
      Files.copy(Path.of("../plot-scripts").resolve(file), scripts.resolve(file));
    }
    assertThat(report(SAMPLE, "--out", folder, "--scripts", scripts)).isZero();
    assertThat(out.toString()).contains("and 1 chart beside it");
    assertThat(folder.resolve("charts")).isDirectoryContaining("glob:**pinning.svg");
  }

  @Test
  void aFaultyChartIsAnErrorThatNamesItsFileAndTheReportIsWritten() throws IOException {
    var scripts = Files.createDirectory(folder.resolve("scripts"));
    var plot = Path.of("../plot-scripts");
    Files.copy(plot.resolve("theme.json"), scripts.resolve("theme.json"));
    Files.writeString(
        scripts.resolve("pinning.vl.json"),
        Files.readString(plot.resolve("pinning.vl.json"))
            .replace("{\"name\": \"pinning\"}", "{\"name\": \"pining\"}"));
    assertThat(report(SAMPLE, "--out", folder, "--scripts", scripts)).isEqualTo(2);
    assertThat(err.toString()).startsWith("threadmill: pinning.vl.json: ").hasLineCount(1);
    assertThat(folder.resolve("report.html")).isRegularFile();
  }

  @Test
  void aChartThatCrashesTheEngineIsOneSentenceAndTheReportIsWritten() throws IOException {
    var scripts = Files.createDirectory(folder.resolve("scripts"));
    var plot = Path.of("../plot-scripts");
    for (var file : List.of("pinning.vl.json", "theme.json")) {
      Files.copy(plot.resolve(file), scripts.resolve(file));
    }
    // More elements than V8 can hold in an array.
    var crash =
        "length(split(replace(pad('', 1000, 'x'), regexp('x', 'g'), pad('', 2e5, 'x')), ''))";
    Files.writeString(
        scripts.resolve("crash.vl.json"),
        Files.readString(plot.resolve("pinning.vl.json"))
            .replace(
                "\"transform\": [",
                "\"transform\": [{\"calculate\": \"" + crash + "\", \"as\": \"made\"},"));
    assertThat(report(SAMPLE, "--out", folder, "--scripts", scripts)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("threadmill: crash.vl.json: drawing it crashed, or needed more than ")
        .hasLineCount(1);
    assertThat(out.toString()).contains("and 1 chart beside it");
    assertThat(folder.resolve("report.html")).isRegularFile();
    assertThat(folder.resolve("report.md")).isRegularFile();
    assertThat(folder.resolve("charts")).isDirectoryContaining("glob:**pinning.png");
  }

  @Test
  void aRunThatIsNotThereIsRefused() {
    assertRefused(report(folder.resolve("nowhere")), "There is no", "nowhere");
  }

  @Test
  void aFolderThatIsNoRunIsRefused() {
    assertRefused(report(folder), "is not a run folder");
  }

  @Test
  void aDamagedRunIsRefusedWithItsFile() throws IOException {
    Files.writeString(folder.resolve("run.json"), "{\"schema\": 1, \"groups\": [");
    assertRefused(report(folder), "run.json", "damaged");
  }

  @Test
  void severalRunsNeedAFolderOfTheirOwn() {
    assertRefused(report(SAMPLE, SAMPLE), "--out");
  }

  @Test
  void aJmhFileNeedsAFolder() throws IOException {
    var file = Files.writeString(folder.resolve("jmh.json"), "[]");
    assertRefused(report(file), "--out");
  }

  @Test
  void aFolderWithoutChartsIsRefused() {
    assertRefused(report(SAMPLE, "--out", folder, "--scripts", folder), "no chart in it");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefused() throws IOException {
    var file = Files.createFile(folder.resolve("file"));
    assertRefused(report(SAMPLE, "--out", file.resolve("below")), file.toString());
  }

  @Test
  void aReportWithoutARunIsRefused() {
    assertRefused(report(), "RUN");
  }
}
