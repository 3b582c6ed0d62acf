package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.analysis.compare.SampleRun;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.Run;
import dev.threadmill.results.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests what `compare` prints and how it ends. `-Dgolden.update` rewrites the golden files;
/// look at them before you commit them.
class CompareCommandTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/compare");
  private static final boolean UPDATE = System.getProperty("golden.update") != null;

  private static final long LIMIT = 5_000_000_000L;

  @TempDir Path runs;
  private Path base;

  @BeforeEach
  void writeTheBase() throws IOException {
    base = RunFiles.folder(runs, "base", SampleRun.run(run -> {}));
  }

  private Path later(String name, Consumer<SampleRun> change) throws IOException {
    return RunFiles.folder(
        runs,
        name,
        SampleRun.run(
            run -> {
              run.started = "2026-02-01T00:00:00Z";
              change.accept(run);
            }));
  }

  private static void newJar(SampleRun run) {
    run.jar = "2222222222222222";
    run.with("a.ABenchmark.run", 130, "contender", "ONE", "threads", "2");
    run.with("a.ABenchmark.run", 152, "contender", "TWO", "threads", "2");
    run.with("b.BBenchmark.run", 10, "contender", "ONE");
    run.with("b.BBenchmark.run", 12, "contender", "TWO");
    run.with("d.DBenchmark.run", 10, "contender", "ONE");
  }

  private static void server(SampleRun run) {
    run.machine = "server";
    run.model = "EPYC B";
    run.hypervisor = "kvm";
    run.kernel = "6.12";
    run.mitigations = Map.of("l1tf", "Not affected", "spectre_v2", "Mitigation: IBRS");
    run.slowerBy(0.5);
    run.with("a.ABenchmark.run", 100, "contender", "TWO", "threads", "2");
  }

  private static void refused(SampleRun run) {
    run.warmupTime = "5 s";
  }

  private static void golden(String name, String said) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (UPDATE) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, said);
    }
    assertThat(said)
        .as("as in %s; if the change is meant, -Dgolden.update", file)
        .isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @EnumSource
  void aSlowerJarLooksSo(Format format) throws IOException {
    var said =
        Said.by("compare", "--format", format, base, later("new", CompareCommandTest::newJar));
    golden("jar." + format.name().toLowerCase(java.util.Locale.ROOT), said.out());
    assertThat(said.code()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void twoMachinesLookSo(Format format) throws IOException {
    var said =
        Said.by("compare", "--format", format, base, later("new", CompareCommandTest::server));
    golden("machines." + format.name().toLowerCase(java.util.Locale.ROOT), said.out());
    assertThat(said.code()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void refusalsLookSo(Format format) throws IOException {
    var said =
        Said.by("compare", "--format", format, base, later("new", CompareCommandTest::refused));
    golden("refused." + format.name().toLowerCase(java.util.Locale.ROOT), said.out());
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void nothingSlowerEndsWell() throws IOException {
    assertThat(Said.by("compare", base, later("new", run -> {})).code()).isZero();
  }

  @Test
  void somethingSlowerCountsMoreThanSomethingRefused() throws IOException {
    Consumer<SampleRun> other = CompareCommandTest::newJar;
    Path both =
        later("new", other.andThen(run -> run.with("c.CBenchmark.run", 1, "contender", "NEW")));
    Path withC =
        RunFiles.folder(
            runs, "c", SampleRun.run(run -> run.with("c.CBenchmark.run", 1, "contender", "OLD")));
    var said = Said.by("compare", withC, both);
    assertThat(said.out()).contains("refused: ");
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void aFactorMayBeDeclared() throws IOException {
    Path other = later("new", run -> run.arguments = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC"));
    assertThat(Said.by("compare", base, other).code()).isEqualTo(2);
    assertThat(Said.by("compare", "--factor", "gc", base, other).code()).isZero();
    var unknown = Said.by("compare", "--factor", "moon", base, other);
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("--factor").hasLineCount(1);
  }

  /// A run whose forks waited for turns, of which so many of two hundred did not come.
  private Path waiting(String name, long unserved) throws IOException {
    var run = SampleRun.run(one -> one.started = "2026-0" + name.length() + "-01T00:00:00Z");
    List<ForkRecord> forks = new ArrayList<>();
    for (var cell : run.cells()) {
      for (var fork : Objects.requireNonNull(run.forksByCell().get(cell.id()))) {
        forks.add(
            Samples.delays(
                cell, fork.round(), fork.position(), 200 - unserved, 6_000_000, unserved, LIMIT));
      }
    }
    return RunFiles.folder(
        runs,
        name,
        new Run(run.name(), run.origin(), run.manifest(), run.groups(), forks, run.ruler()));
  }

  @Test
  void aDelayThatWasCutOffIsMarked() throws IOException {
    var starved = waiting("cut", 200);
    var served = waiting("whole", 0);
    var json = Said.by("compare", "--format", "json", starved, served).out();
    var score = new ObjectMapper().readTree(json).at("/comparisons/0/scores/0");
    assertThat(score.at("/quantity").asText()).isEqualTo("delay");
    assertThat(score.at("/base/censored").asBoolean()).isTrue();
    assertThat(score.at("/base/high").isNull()).isTrue();
    assertThat(score.at("/base/low").asDouble()).isCloseTo(LIMIT, withinPercentage(1));
    assertThat(score.at("/other").has("censored")).isFalse();
    assertThat(score.at("/ratio/censored").asBoolean()).isTrue();
    assertThat(score.at("/ratio/low").isNull()).isTrue();
    assertThat(score.at("/verdict").asText()).isEqualTo("faster");
    assertThat(Said.by("compare", "--format", "csv", starved, served).out())
        .contains(",base.censored,other.censored,ratio.censored\n")
        .contains(",true,,true\n");
    assertThat(Said.by("compare", "--format", "markdown", starved, served).out())
        .containsPattern(
            "\\| ≥ 5(\\.00)? s in 5 forks \\| 6(\\.00)? ms .*\\| at least 8[23]\\d?x.*shorter");
  }

  @Test
  void runFoldersAndPlainFilesCanBeMixed() throws IOException {
    Path file =
        RunFiles.jmhFile(
            runs, "plain.json", SampleRun.run(run -> run.with("b.BBenchmark.run", 10)));
    var said = Said.by("compare", file, base);
    assertThat(said.err()).isEmpty();
    assertThat(said.out()).contains("plain JMH file");
    assertThat(said.code()).isZero();
  }

  @Test
  void theJsonHasTheExitCodeAndEveryRow() throws IOException {
    var said = Said.by("compare", "--format", "json", base, later("n", CompareCommandTest::newJar));
    var tree = new ObjectMapper().readTree(said.out());
    assertThat(tree.at("/schema").asInt()).isEqualTo(2);
    assertThat(tree.at("/comparisons/0/scores/0/ratio/ratio").asDouble()).isGreaterThan(1);
    assertThat(tree.at("/exitCode").asInt()).isEqualTo(said.code());
    assertThat(tree.at("/comparisons/0/scores")).hasSize(2);
    assertThat(tree.at("/comparisons/0/scores/0/verdict").asText()).isEqualTo("slower");
  }

  @Test
  void whereTheDataDoNotTellItIsUndecided() throws IOException {
    Path other = later("new", run -> run.slowerBy(1.04));
    assertThat(Said.by("compare", base, other).out()).containsPattern("\\d undecided, ");
  }

  @Test
  void memoryIsMoreOrLess() throws IOException {
    Path small = RunFiles.folder(runs, "small", SampleRun.run(run -> run.memory = 1_000));
    var said = Said.by("compare", small, later("large", run -> run.memory = 1_500));
    assertThat(said.out())
        .contains(": memory of a thread", "Slower:")
        .containsPattern(" more\\s+memory");
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void whatAnOperationAllocatesIsComparedToo() throws IOException {
    Consumer<SampleRun> little =
        run -> run.counted = Map.of("gc.alloc.rate.norm", new Iteration.Metric(0.001, "B/op"));
    Consumer<SampleRun> much =
        run -> run.counted = Map.of("gc.alloc.rate.norm", new Iteration.Metric(24, "B/op"));
    Path one = RunFiles.folder(runs, "one", SampleRun.run(little));
    Path two = later("two", much);
    var said = Said.by("compare", one, two);
    assertThat(said.out()).contains("gc.alloc.rate.norm", "at most 1 B/op -> 24.0 B/op");
    assertThat(said.code()).isEqualTo(1);
    assertThat(Said.by("compare", one, two, "--format", "csv").out())
        .contains(",gc.alloc.rate.norm,B/op,");
    assertThat(Said.by("compare", one, two, "--only", "gc\\.alloc", "--format", "csv").out())
        .doesNotContain(",time,");
  }

  @Test
  void commasJoinRunsIntoOneSide() throws IOException {
    Path again = later("again", run -> {});
    Path other = later("other", CompareCommandTest::newJar);
    Path more = RunFiles.folder(runs, "more", SampleRun.run(CompareCommandTest::newJar));
    var said = Said.by("compare", base + "," + again, other + "," + more);
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .startsWith("box more + box other against box base + box again")
        .doesNotContain("One run each");
    assertThat(said.code()).isEqualTo(1);
    refuses("are given as one side, but differ: jar (", base + "," + other, again);
    refuses("has a comma without a run beside it", base + ",", again);
    refuses("There is no", base + "," + runs.resolve("nothing"), again);
  }

  @Test
  void aFileThatHasACommaInItsNameIsItself() throws IOException {
    Path one = RunFiles.jmhFile(runs, "a,b.json", SampleRun.run(run -> {}));
    Path two = RunFiles.jmhFile(runs, "c,d.json", SampleRun.run(run -> run.slowerBy(1.01)));
    assertThat(Said.by("compare", one, two).out()).startsWith("c,d.json against a,b.json");
  }

  @Test
  void onlyTheRowsThatAreWantedAreCompared() throws IOException {
    Path other = later("new", CompareCommandTest::server);
    for (var wanted : List.of("TWO", "A  two")) {
      var said = Said.by("compare", base, other, "--only", wanted, "--format", "csv").out();
      assertThat(said.lines().filter(line -> line.startsWith("score,"))).hasSize(1);
      assertThat(said.lines().filter(line -> line.startsWith("ratio,"))).hasSize(1);
    }
    refuses("--only 'nothing at all' matches no row", base, other, "--only", "nothing at all");
    refuses("--only '(' is not a regular expression", base, other, "--only", "(");
  }

  @Test
  void runsBesideThoseGivenAreTheHistoryAndNamedOnesInTheirPlace() throws IOException {
    Path other = later("new", run -> {});
    assertThat(Said.by("compare", base, other).out()).contains("are assumed to differ by 1 %");
    List<Object> words = new ArrayList<>(List.of("compare", base, other, "--history"));
    for (int day = 10; day < 20; day++) {
      String started = "2025-01-" + day + "T00:00:00Z";
      words.add(RunFiles.folder(runs, "day" + day, SampleRun.run(run -> run.started = started)));
    }
    Files.writeString(Files.createDirectory(runs.resolve("broken")).resolve("run.json"), "{");
    var beside = Said.by("compare", base, other).out();
    assertThat(beside).contains("as most benchmarks here or earlier runs show");
    assertThat(Said.by(words.toArray()).out()).isEqualTo(beside);
  }

  @Test
  void namesFromFilesAreNeitherMarkupNorControl() throws IOException {
    Consumer<SampleRun> hostile =
        run -> {
          run.machine = "<script>|\u001b[31m";
          run.with("a.ABenchmark.run", 10, "contender", "=1+1,\"<img src=x>|`");
        };
    Path one = RunFiles.folder(runs, "h1", SampleRun.run(hostile));
    Path two = later("h2", hostile);
    assertThat(Said.by("compare", one, two).out()).doesNotContain("\u001b");
    assertThat(Said.by("compare", "--format", "markdown", one, two).out())
        .doesNotContain("<script>", "<img", "\u001b");
    assertThat(Said.by("compare", "--format", "csv", one, two).out()).contains("\"\"<img");
  }

  @Test
  void aMissingFileIsOneSentence() {
    refuses("There is no", base, runs.resolve("nothing"));
  }

  @Test
  void aFolderWithoutAManifestIsOneSentence() throws IOException {
    refuses("run.json", base, Files.createDirectory(runs.resolve("empty")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not JSON",
        "{",
        "[",
        "[]",
        "{}",
        "null",
        "[1, 2]",
        "[{\"benchmark\": \"a.B.c\"}]",
        "[{\"benchmark\": \"a.B.c\", \"mode\": \"avgt\", \"primaryMetric\": {\"score\": 1}}]",
        "[{\"benchmark\": \"a.B.c\", \"mode\": \"avgt\", \"primaryMetric\": {\"rawData\": []}}]",
        "[{\"benchmark\": \"a.B.c\", \"mode\": \"avgt\", \"threads\": {},"
            + " \"primaryMetric\": {\"rawData\": [[1]]}}]",
        "<html><body>not found</body></html>"
      })
  void aFileThatIsNoResultIsOneSentence(String content) throws IOException {
    Path file = Files.writeString(runs.resolve("odd.json"), content);
    refuses("odd.json", base, file);
    refuses("odd.json", file, base);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"schema\": 99}", "{\"schema\": 1}", "null"})
  void aManifestThatIsNoneIsOneSentence(String content) throws IOException {
    Path folder = Files.createDirectory(runs.resolve("odd"));
    Files.writeString(folder.resolve("run.json"), content);
    refuses("run.json", base, folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"NaN\"", "\"Infinity\"", "-1", "0", "null", "\"x\"", "{}"})
  void aScoreThatCannotBeTrueIsSeenAndNeverAveraged(String score) throws IOException {
    Path plain = RunFiles.jmhFile(runs, "plain.json", SampleRun.run(run -> {}));
    var tree = new ObjectMapper().readTree(plain.toFile());
    var fork =
        (com.fasterxml.jackson.databind.node.ArrayNode) tree.at("/0/primaryMetric/rawData/0");
    fork.set(0, new ObjectMapper().readTree(score));
    Path odd = runs.resolve("odd.json");
    new ObjectMapper().writeValue(odd.toFile(), tree);
    var said = Said.by("compare", "--format", "json", base, odd);
    var row = new ObjectMapper().readTree(said.out()).at("/comparisons/0/scores/0");
    assertThat(row.at("/other/forks").asInt()).isEqualTo(4);
    assertThat(row.at("/findings").findValuesAsText("sentence"))
        .anyMatch(sentence -> sentence.contains("without a valid score"));
    assertThat(Said.by("compare", base, odd).out()).contains("without a valid score");
  }

  @Test
  void aRunAgainstItselfIsOneSentence() {
    refuses("same run", base, base);
  }

  @Test
  void aMissingArgumentIsOneSentence() {
    refuses("NEW", base);
  }

  private static void refuses(String words, Object... runs) {
    var args = new Object[runs.length + 1];
    args[0] = "compare";
    System.arraycopy(runs, 0, args, 1, runs.length);
    var said = Said.by(args);
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).contains(words).hasLineCount(1).doesNotContain("fault of ours");
  }
}
