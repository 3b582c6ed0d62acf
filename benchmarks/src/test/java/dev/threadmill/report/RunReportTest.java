package dev.threadmill.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.table.SampleRun;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunReader;
import dev.threadmill.results.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole report on the run that is kept beside the tests.
class RunReportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/report.md");
  private static final boolean UPDATE = System.getProperty("golden.update") != null;

  /// The most letters that GitHub takes; what was measured shall leave room for what is said of it.
  private static final int ISSUE = 65_536;

  @TempDir static Path folder;

  private static RunReport.Written written;

  @BeforeAll
  static void write() throws IOException {
    written = Reports.write(List.of(run("first")), folder.resolve("first"), charts());
  }

  /// A copy of the run, since a report is written into the folder of its run.
  private static Run run(String name) throws IOException {
    var copy = Files.createDirectories(folder.resolve(name));
    for (var file : List.of("run.json", "forks.jsonl")) {
      Files.copy(SampleRun.FOLDER.resolve(file), copy.resolve(file));
    }
    return RunReader.read(copy);
  }

  private static ChartFolder charts() throws IOException {
    return ChartFolder.read(Path.of("../plot-scripts"));
  }

  /// Few charts, for tests of what does not depend on them: each takes its time.
  private static ChartFolder few() throws IOException {
    var all = charts();
    var names = List.of("messaging", "scaling-threads");
    return new ChartFolder(
        all.charts().stream().filter(file -> names.contains(file.chartName())).toList(),
        all.theme());
  }

  private static Map<String, byte[]> bytes(Path folder) throws IOException {
    var bytes = new TreeMap<String, byte[]>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        bytes.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return bytes;
  }

  @Test
  void whatIsSaidToBeWrittenIsThere() {
    assertThat(written.files())
        .contains("report.html", "report.md", "charts/ratios.svg", "charts/ratios.png")
        .allSatisfy(file -> assertThat(folder.resolve("first").resolve(file)).isNotEmptyFile());
    assertThat(written.missing()).isEmpty();
    assertThat(written.empty()).contains("scaling-threads");
  }

  @Test
  void aRunOnAnEmulatedProcessorSaysThatItsTimesMeanNothing() throws IOException {
    var words = "QEMU emulated the processor in software";
    assertThat(folder.resolve("first/report.md")).content().doesNotContain(words);
    run("emulated");
    var manifest = folder.resolve("emulated/run.json");
    var text = Files.readString(manifest);
    var emulated = text.replaceFirst("(\"hypervisor\" ?: ?)\"\\w+\"", "$1\"qemu\"");
    assertThat(emulated).isNotEqualTo(text);
    Files.writeString(manifest, emulated);
    var run = RunReader.read(folder.resolve("emulated"));
    assertThat(Reports.model(List.of(run), folder, few()).warnings())
        .first()
        .asString()
        .contains(words);
  }

  @Test
  void theSameRunGivesTheSameBytes() throws IOException {
    Reports.write(List.of(run("second")), folder.resolve("second"), charts());
    var first = bytes(folder.resolve("first"));
    var second = bytes(folder.resolve("second"));
    assertThat(second.keySet()).isEqualTo(first.keySet());
    assertThat(first).allSatisfy((name, bytes) -> assertThat(second.get(name)).isEqualTo(bytes));
  }

  @Test
  void theMarkdownIsAsItWas() throws IOException {
    var markdown = Files.readString(folder.resolve("first").resolve("report.md"));
    if (UPDATE) {
      Files.writeString(GOLDEN, markdown);
    }
    assertThat(markdown)
        .as("if the change is meant, -Dgolden.update")
        .isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void aContenderWithoutAScoreIsARowOfItsQuestionWithTheReason() throws IOException {
    var platform = "threadKind=PLATFORM,threads=4,placement=SHARED,contender=SYNC";
    var run = Samples.notApplicable(run("deadlocked"), platform, "deadlocked after 12 meals");
    var reply =
        Reports.model(List.of(run), folder, few()).findings().stream()
            .filter(one -> one.question().startsWith("Mutex or Arc: which is faster under"))
            .findFirst()
            .orElseThrow();
    var contenders = reply.rankings().stream().flatMap(one -> one.contenders().stream()).toList();
    assertThat(contenders)
        .filteredOn(row -> row.name().equals("synchronized, platform"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.figure()).isEqualTo("n/a");
              assertThat(row.relation()).isEqualTo("deadlocked after 12 meals");
              assertThat(row.percent()).isEmpty();
            });
    assertThat(contenders).filteredOn(row -> row.figure().equals("n/a")).hasSize(1);
    assertThat(reply.details()).noneMatch(detail -> detail.contains("deadlocked"));
    assertThat(reply.rankings())
        .anySatisfy(one -> assertThat(one.answer()).contains("Mutex").contains("Arc"));
  }

  @Test
  void thePageHoldsTheFindingsAndLeadsToTheRawFiles() throws IOException {
    assertThat(Files.readString(folder.resolve("first").resolve("report.html")))
        .contains("What does starting a thread and joining it cost?")
        .contains("href=\"./forks.jsonl\"")
        .contains("data-chart=\"ratios\"")
        .hasSizeLessThan(3 << 20);
  }

  @Test
  void theMarkdownOfEveryCommittedRunFitsIntoAnIssue() throws IOException {
    List<Path> runs;
    try (var files =
        Files.find(Path.of("../results"), 3, (path, any) -> path.endsWith("run.json"))) {
      runs = files.map(Path::getParent).toList();
    }
    assertThat(runs).isNotEmpty();
    var pictures = new ChartFolder(List.of(), charts().theme());
    for (var run : runs) {
      var model = Reports.model(List.of(RunReader.read(run)), run, pictures);
      assertThat(ReportPage.markdown(model, "charts"))
          .as(run.toString())
          .hasSizeLessThan(ISSUE / 2);
    }
  }

  @Test
  void whatLiesElsewhereIsLinkedFromThere() throws IOException {
    var run = run("far");
    var out = folder.resolve("some where/else");
    Reports.write(List.of(run), out, few());
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("href=\"../../far/forks.jsonl\"");
  }

  @Test
  void aPictureOfAnEarlierReportDoesNotOutliveItsChart() throws IOException {
    var run = run("third");
    var stale = folder.resolve("third").resolve("charts").resolve("scaling-threads.svg");
    Files.createDirectories(stale.getParent());
    Files.writeString(stale, "<svg/>");
    var others = Files.writeString(stale.resolveSibling("mine.svg"), "<svg/>");
    Reports.write(List.of(run), folder.resolve("third"), few());
    assertThat(stale).doesNotExist();
    assertThat(others).exists();
  }

  @Test
  void twoRunsOfOneMachineAndJdkAreToldApart() throws IOException {
    var model = Reports.model(List.of(run("fourth"), run("fifth")), folder.resolve("both"), few());
    assertThat(model.machines())
        .extracting(ReportModel.Machine::name)
        .containsExactly("sample fourth", "sample fifth");
    assertThat(model.links())
        .extracting(ReportModel.Link::path)
        .contains("../fourth/forks.jsonl", "../fifth/forks.jsonl");
  }

  @Test
  void whatAStrangerNamedIsTextOnEveryPage() throws IOException {
    var hostile = "</script><script>alert(1)</script>\"]]>|`*[x](javascript:alert(2))";
    var copy = Files.createDirectories(folder.resolve("hostile"));
    for (var file : List.of("run.json", "forks.jsonl")) {
      var text = Files.readString(SampleRun.FOLDER.resolve(file));
      var quoted = hostile.replace("\"", "\\\"");
      Files.writeString(
          copy.resolve(file),
          text.replace("ARRAY_BLOCKING_QUEUE", quoted)
              .replace("\"machine\": \"sample\"", "\"machine\": \"" + quoted + "\""));
    }
    var report = Reports.write(List.of(RunReader.read(copy)), copy, few());
    assertThat(report.files()).contains("report.html", "charts/messaging.svg");
    var page = Files.readString(copy.resolve("report.html"));
    assertThat(page).contains("alert(1)").doesNotContain("<script>alert");
    var markdown = Files.readString(copy.resolve("report.md"));
    assertThat(markdown).contains("alert(1)").doesNotContain("<script>", "[x](javascript");
    assertThat(Files.readString(copy.resolve("charts/messaging.svg"))).doesNotContain("<script>");
  }

  /// Each where it stands in the plan, and in one fork if forks name it.
  @ParameterizedTest
  @ValueSource(strings = {"\"sample\"", "\"ARRAY_BLOCKING_QUEUE\""})
  void aNameOfTenMillionLettersIsCutAndTheReportWritten(String name) throws IOException {
    var endless = "<b>" + "x".repeat(10_000_000);
    var copy = Files.createDirectories(folder.resolve("long" + name.length()));
    var bare = name.substring(1, name.length() - 1);
    Files.writeString(
        copy.resolve("run.json"),
        Files.readString(SampleRun.FOLDER.resolve("run.json"))
            .replace(name, "\"" + endless + "\""));
    var forks = Files.readAllLines(SampleRun.FOLDER.resolve("forks.jsonl"));
    var one = forks.stream().filter(fork -> fork.contains("=" + bare)).findFirst();
    forks.removeIf(fork -> fork.contains("=" + bare));
    one.ifPresent(fork -> forks.add(fork.replace(bare, endless)));
    Files.write(copy.resolve("forks.jsonl"), forks);
    Reports.write(List.of(RunReader.read(copy)), copy, few());
    assertThat(Files.readString(copy.resolve("report.html")))
        .hasSizeLessThan(3 << 20)
        .contains("xxx")
        .doesNotContain("<b>x");
    assertThat(Files.readString(copy.resolve("report.md")))
        .hasSizeLessThan(ISSUE)
        .doesNotContain("<b>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "5e-324", "1.7e308"})
  void aForkWhoseScoreCannotBeIsLeftOutAndTheOthersAreReported(String score) throws IOException {
    var copy = Files.createDirectories(folder.resolve("broken" + score));
    Files.copy(SampleRun.FOLDER.resolve("run.json"), copy.resolve("run.json"));
    Files.writeString(
        copy.resolve("forks.jsonl"),
        Files.readString(SampleRun.FOLDER.resolve("forks.jsonl"))
            .replaceFirst("(\"warmup\":false,\"score\":)[0-9.]+", "$1" + score));
    var run = RunReader.read(copy);
    assertThat(run.damage()).hasSize(1);
    Reports.write(List.of(run), copy, few());
    assertThat(copy.resolve("report.html")).exists();
  }

  @Test
  void theSameRunTwiceIsStillTwoRuns() throws IOException {
    var run = run("twice");
    assertThat(Reports.model(List.of(run, run), folder.resolve("both"), few()).machines())
        .extracting(ReportModel.Machine::name)
        .containsExactly("sample twice", "sample twice (2)");
  }
}
