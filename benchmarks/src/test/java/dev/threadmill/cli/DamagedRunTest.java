package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.State;
import dev.threadmill.results.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that every command passes over a damaged line and says so, and refuses a run whose plan
/// or forks cannot be, in one sentence that names the file.
class DamagedRunTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// The line that is damaged, and how many there are.
  private static final int LINE = 4;
  private static final int LINES = 20;

  @TempDir Path folder;
  private Path run;
  private Path whole;

  @BeforeEach
  void twoRuns() {
    whole = run("whole", 1);
    run = run("damaged", 1.01);
  }

  private Path run(String name, double factor) {
    var cells = Samples.pair("family");
    var manifest = Samples.manifest(new Limits(3, 20, 0.02, 60), cells);
    var made =
        RunFolder.create(folder, name, manifest.with(State.COMPLETE, "2026-01-01T01:00:00Z"));
    var log = made.appendForks();
    for (int fork = 0; fork < LINES; fork++) {
      int round = fork / 2 + 1;
      var cell = cells.cells().get(fork % 2);
      var timed = Samples.fork(cell, round, fork + 1, factor * (100 + round), factor * 101);
      log.append(withLatencies(timed));
    }
    return made.path();
  }

  private static ForkRecord withLatencies(ForkRecord fork) {
    var all = new Histogram(3);
    all.recordValueWithCount(1000, 50);
    var metrics = Map.of("lines", new Iteration.Metric(1, "lines"));
    var latencies = Map.of("latency", LatencyFiles.latency(all));
    return new ForkRecord(
        fork.cell(),
        fork.round(),
        fork.position(),
        1,
        fork.outcome(),
        null,
        fork.started(),
        fork.wallMillis(),
        fork.unit(),
        fork.setting(),
        fork.iterations().stream()
            .map(one -> new Iteration(one.warmup(), one.score(), metrics, latencies))
            .toList(),
        null);
  }

  private static Path template(Path run) throws IOException {
    return Files.writeString(
        run.resolveSibling("text.md"),
        "---\nwrite: FINDINGS.md\nrun a: " + run + "\n---\nNothing is quoted.\n");
  }

  /// What every command that reads runs says of one.
  private static List<Said> all(Path run, Path whole) throws IOException {
    return List.of(
        Said.by("report", run, "--out", run.resolveSibling("report")),
        Said.by("compare", whole, run),
        Said.by("compare", run, whole, "--format", "json"),
        Said.by("claims", run, "--format", "json"),
        Said.by("findings", template(run)));
  }

  private void change(int line, Consumer<ObjectNode> change) throws IOException {
    var file = run.resolve("forks.jsonl");
    var lines = new ArrayList<>(Files.readAllLines(file));
    var tree = (ObjectNode) MAPPER.readTree(lines.get(line - 1));
    change.accept(tree);
    lines.set(line - 1, MAPPER.writeValueAsString(tree));
    Files.write(file, lines);
  }

  private static ObjectNode iteration(JsonNode fork) {
    return (ObjectNode) fork.at("/iterations/0");
  }

  private static ObjectNode latency(JsonNode fork) {
    return (ObjectNode) fork.at("/iterations/0/latencies/latency");
  }

  private static Arguments fork(String reason, Consumer<ObjectNode> change) {
    return Arguments.of(reason, change);
  }

  static List<Arguments> forks() {
    return List.of(
        fork("\"cell\" is missing", fork -> fork.putNull("cell")),
        fork("\"cell\" is missing", fork -> fork.remove("cell")),
        fork("\"cell\" is not a text", fork -> fork.put("cell", 7)),
        fork("the plan has no cell other", fork -> fork.put("cell", "other")),
        fork("\"round\" is 0, and must", fork -> fork.put("round", 0)),
        fork("\"round\" is 2147483647, and must", fork -> fork.put("round", Integer.MAX_VALUE)),
        fork("\"round\" is missing", fork -> fork.remove("round")),
        fork("\"round\" is not a whole number", fork -> fork.put("round", "2")),
        fork("\"round\" is not a whole number", fork -> fork.put("round", 1.9)),
        fork("it is round 1 of family.ABenchmark", fork -> fork.put("round", 1)),
        fork("\"attempt\" is 3, and must", fork -> fork.put("attempt", 3)),
        fork("\"outcome\" is not a word", fork -> fork.put("outcome", 0)),
        fork("\"outcome\" is not a word", fork -> fork.put("outcome", "0")),
        fork("\"outcome\" is missing", fork -> fork.putNull("outcome")),
        fork("\"wallMillis\" is -1, and must", fork -> fork.put("wallMillis", -1)),
        fork("its scores have no unit", fork -> fork.remove("unit")),
        fork("\"setting\" is missing", fork -> fork.remove("setting")),
        fork(
            "\"setting.jvmArgs\" is missing",
            fork -> ((ObjectNode) fork.path("setting")).remove("jvmArgs")),
        fork("\"iterations\" is missing", fork -> fork.putNull("iterations")),
        fork(
            "\"iterations[0]\" is missing",
            fork -> ((ArrayNode) fork.path("iterations")).setNull(0)),
        fork("it measured nothing", fork -> fork.putArray("iterations")),
        fork("a score is not a positive", fork -> iteration(fork).put("score", 0)),
        fork("a score is not a positive", fork -> iteration(fork).put("score", -1)),
        fork("a score is not a positive", fork -> iteration(fork).put("score", 1e300)),
        fork("a score is not a positive", fork -> iteration(fork).put("score", Double.NaN)),
        fork("a score is not a positive", fork -> iteration(fork).put("score", "Infinity")),
        fork("\"iterations[0].score\" is not a number", fork -> iteration(fork).put("score", "1")),
        fork("\"iterations[0].score\" is missing", fork -> iteration(fork).remove("score")),
        fork(
            "something in \"iterations[0].metrics\" is missing",
            fork -> ((ObjectNode) fork.at("/iterations/0/metrics/lines")).remove("unit")),
        fork(
            "\"lines\" is impossibly large",
            fork -> ((ObjectNode) fork.at("/iterations/0/metrics/lines")).put("value", "Infinity")),
        fork("a histogram is damaged", fork -> latency(fork).put("histogram", "")),
        fork(
            "a histogram is damaged",
            fork ->
                latency(fork)
                    .put("histogram", latency(fork).path("histogram").asText().substring(0, 20))),
        fork("a histogram is damaged", fork -> latency(fork).put("histogram", "\0")),
        fork(
            "\"latency\" is empty",
            fork ->
                latency(fork)
                    .put("histogram", LatencyFiles.latency(new Histogram(3)).histogram())));
  }

  @ParameterizedTest
  @MethodSource("forks")
  void aForkThatCannotBeIsPassedOverAndNamed(String reason, Consumer<ObjectNode> change)
      throws IOException {
    change(LINE, change);
    assertNamesTheLine(Said.by("claims", run, "--format", "json"), reason);
  }

  private void assertNamesTheLine(Said said, String reason) {
    assertThat(said.code()).as(said.err()).isIn(0, 1, 2);
    assertThat(said.err())
        .startsWith("threadmill: " + run + ": line 4 of forks.jsonl is damaged (")
        .contains(reason)
        .endsWith("): 19 forks used" + System.lineSeparator())
        .hasLineCount(1);
  }

  @Test
  void everyCommandNamesADamagedLineOnce() throws IOException {
    change(LINE, fork -> fork.put("round", 0));
    for (var said : all(run, whole)) {
      assertNamesTheLine(said, "\"round\" is 0");
      assertThat(said.out()).isNotEmpty();
    }
    for (var page : List.of("report.md", "report.html")) {
      assertThat(folder.resolve("report").resolve(page))
          .content()
          .contains("line 4 of forks.jsonl is damaged");
    }
  }

  @Test
  void aLineThatIsOnlyNullIsPassedOver() throws IOException {
    var file = run.resolve("forks.jsonl");
    var lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(LINE - 1, "null");
    Files.write(file, lines);
    assertThat(Said.by("claims", run).err())
        .contains("line 4 of forks.jsonl is damaged (there is nothing");
  }

  @Test
  void aFailedForkThatWasTriedAgainIsNotDamage() throws IOException {
    change(
        LINE,
        fork -> fork.put("outcome", "failed").put("reason", "it hung").putArray("iterations"));
    var file = run.resolve("forks.jsonl");
    var lines = new ArrayList<>(Files.readAllLines(file));
    lines.add(lines.get(LINE - 1));
    lines.add(Files.readAllLines(whole.resolve("forks.jsonl")).get(LINE - 1));
    Files.write(file, lines);
    change(LINES + 2, fork -> fork.put("attempt", 2));
    assertThat(Said.by("claims", run)).satisfies(said -> assertThat(said.err()).isEmpty());
  }

  @Test
  void manyDamagedForksRefuseTheRun() throws IOException {
    for (int line = 1; line <= 3; line++) {
      change(line, fork -> fork.remove("round"));
    }
    for (var said : all(run, whole)) {
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.out()).isEmpty();
      assertThat(said.err())
          .startsWith("threadmill: " + run.resolve("forks.jsonl") + ", line 1, is not a fork: ")
          .endsWith(
              "; 3 of 20 lines are damaged, which is more than one in 10" + System.lineSeparator());
    }
  }

  private static Arguments plan(String reason, Consumer<ObjectNode> change) {
    return Arguments.of(reason, change);
  }

  private static ObjectNode cell(JsonNode plan) {
    return (ObjectNode) plan.at("/groups/0/cells/0");
  }

  static List<Arguments> plans() {
    var fields =
        Stream.of(
            "suite", "state", "started", "machine", "preset", "command", "seed", "shape", "limits",
            "groups", "jvms", "classes");
    var missing =
        fields.flatMap(
            field ->
                Stream.of(
                    plan("\"" + field + "\" is missing", plan -> plan.remove(field)),
                    plan("\"" + field + "\" is missing", plan -> plan.putNull(field))));
    var odd =
        Stream.of(
            plan("names no schema version", plan -> plan.put("schema", "1")),
            plan("names no schema version", plan -> plan.put("schema", 1.9)),
            plan("names no schema version", plan -> plan.put("schema", 0)),
            plan("\"seed\" is not a whole number", plan -> plan.put("seed", 1.5)),
            plan("\"groups\" is empty", plan -> plan.putArray("groups")),
            plan("\"groups[0]\" is missing", plan -> plan.putArray("groups").addNull()),
            plan(
                "\"groups[0].cells\" is missing",
                plan -> ((ObjectNode) plan.at("/groups/0")).putNull("cells")),
            plan(
                "a group of \"groups\" has no cells",
                plan -> ((ObjectNode) plan.at("/groups/0")).putArray("cells")),
            plan(
                "\"groups[0].cells[0]\" is missing",
                plan -> ((ArrayNode) plan.at("/groups/0/cells")).setNull(0)),
            plan(
                "\"groups[0].name\" is missing",
                plan -> ((ObjectNode) plan.at("/groups/0")).putNull("name")),
            plan("\"groups[0].cells[0].params\" is missing", plan -> cell(plan).putNull("params")),
            plan(
                "something in \"groups[0].cells[0].params\" is missing",
                plan -> ((ObjectNode) cell(plan).path("params")).putNull("contender")),
            plan(
                "something in \"groups[0].cells[0].params\" is not a text",
                plan -> ((ObjectNode) cell(plan).path("params")).put("contender", 1)),
            plan(
                "has a parameter with a NUL",
                plan -> ((ObjectNode) cell(plan).path("params")).put("contender", "\0")),
            plan("\"dotless\" is not the name", plan -> cell(plan).put("benchmark", "dotless")),
            plan(
                "is not the name",
                plan -> cell(plan).put("benchmark", "dev.threadmill.suite.\0.run")),
            plan("has the mode \"fast\"", plan -> cell(plan).put("mode", "fast")),
            plan("\"cores\" is 0", plan -> cell(plan).put("cores", 0)),
            plan("\"jvms\" lacks \"other\"", plan -> cell(plan).put("jvm", "other")),
            plan(
                "twice",
                plan -> ((ArrayNode) plan.at("/groups/0/cells")).add(cell(plan).deepCopy())),
            plan(
                "\"shape.iterations\" is 0",
                plan -> ((ObjectNode) plan.path("shape")).put("iterations", 0)),
            plan(
                "\"shape.iterationMillis\" is -1",
                plan -> ((ObjectNode) plan.path("shape")).put("iterationMillis", -1)),
            plan(
                "\"limits.minRounds\" is 2147483647, and must be from 3 to 100000",
                plan -> ((ObjectNode) plan.path("limits")).put("minRounds", Integer.MAX_VALUE)),
            plan(
                "\"limits.maxRounds\" is 2, and must be from 3",
                plan -> ((ObjectNode) plan.path("limits")).put("maxRounds", 2)),
            plan(
                "\"limits.precision\" is 0",
                plan -> ((ObjectNode) plan.path("limits")).put("precision", 0)),
            plan(
                "\"limits.precision\" is NaN",
                plan -> ((ObjectNode) plan.path("limits")).put("precision", "NaN")),
            plan(
                "\"limits.budgetSeconds\" is -1",
                plan -> ((ObjectNode) plan.path("limits")).put("budgetSeconds", -1)),
            plan(
                "something in \"jvms\" is not a list",
                plan -> ((ObjectNode) plan.path("jvms")).put("a", "-Xmx1g")),
            plan(
                "something in \"jvms\" is missing",
                plan -> ((ObjectNode) plan.path("jvms")).putArray("a").addNull()));
    return Stream.concat(missing, odd).toList();
  }

  @ParameterizedTest
  @MethodSource("plans")
  void aPlanThatCannotBeIsRefusedByEveryCommand(String reason, Consumer<ObjectNode> change)
      throws IOException {
    var file = run.resolve("run.json");
    var tree = (ObjectNode) MAPPER.readTree(file.toFile());
    change.accept(tree);
    MAPPER.writeValue(file.toFile(), tree);
    for (var said :
        List.of(
            Said.by("claims", run),
            Said.by("compare", run, whole),
            Said.by("run", "--resume", run, "--profile"))) {
      assertThat(said.code()).as(said.err()).isEqualTo(2);
      assertThat(said.out()).isEmpty();
      assertThat(said.err())
          .startsWith("threadmill: " + file)
          .contains(reason)
          .doesNotContain("fault of ours", "Exception")
          .hasLineCount(1);
    }
  }

  @Test
  void aPlanThatIsOnlyNullIsRefused() throws IOException {
    Files.writeString(run.resolve("run.json"), "null");
    assertThat(Said.by("claims", run).err())
        .isEqualTo(
            "threadmill: "
                + run.resolve("run.json")
                + " names no schema version, so it is not a run of this suite"
                + System.lineSeparator());
  }

  private static Arguments entry(String reason, Consumer<ObjectNode> change) {
    return Arguments.of(reason, change);
  }

  static List<Arguments> entries() {
    return List.of(
        entry("is not the name of a class", entry -> entry.put("benchmark", "dotless")),
        entry("is not the name of a class", entry -> entry.remove("benchmark")),
        entry("has the mode \"fast\"", entry -> entry.put("mode", "fast")),
        entry(
            "its scores have no unit",
            entry -> ((ObjectNode) entry.path("primaryMetric")).remove("scoreUnit")),
        entry("\"jvmArgs\" is missing", entry -> entry.putNull("jvmArgs")),
        entry(
            "a score is not",
            entry ->
                ((ObjectNode) entry.path("primaryMetric"))
                    .putArray("rawData")
                    .addArray()
                    .add("12")),
        entry(
            "a score is not",
            entry ->
                ((ObjectNode) entry.path("primaryMetric"))
                    .putArray("rawData")
                    .addObject()
                    .put("a", 1)),
        entry(
            "it measured nothing",
            entry -> ((ObjectNode) entry.path("primaryMetric")).putArray("rawData").addNull()));
  }

  /// What profilers report is beside the scores, and as much a stranger's.
  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":[1]}", "[{\"a\":1}]", "[null]", "[[{}]]", "\"\"", "[[1],7]"})
  void aMetricThatCannotBeIsPassedOver(String rawData) throws IOException {
    var entries = MAPPER.readTree(Path.of("src/test/resources/jmh/average.json").toFile());
    var only = MAPPER.createArrayNode().add(entries.get(0));
    ((ObjectNode) only.get(0))
        .putObject("secondaryMetrics")
        .putObject("lines")
        .put("scoreUnit", "#")
        .set("rawData", MAPPER.readTree(rawData));
    var file = folder.resolve("odd.json");
    MAPPER.writeValue(file.toFile(), only);
    var said = Said.by("claims", file);
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void aFileOfJmhThatCannotBeIsRefused(String reason, Consumer<ObjectNode> change)
      throws IOException {
    var entries = MAPPER.readTree(Path.of("src/test/resources/jmh/average.json").toFile());
    var only = MAPPER.createArrayNode().add(entries.get(0));
    change.accept((ObjectNode) only.get(0));
    var file = folder.resolve("odd.json");
    MAPPER.writeValue(file.toFile(), only);
    for (var said : List.of(Said.by("compare", file, whole), Said.by("claims", file))) {
      assertThat(said.code()).as(said.err()).isEqualTo(2);
      assertThat(said.err()).startsWith("threadmill: " + file).contains(reason).hasLineCount(1);
    }
  }
}
