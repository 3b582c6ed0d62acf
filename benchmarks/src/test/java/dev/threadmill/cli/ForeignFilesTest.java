package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.threadmill.questions.Names;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunReader;
import dev.threadmill.results.TimeUnits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.util.MultisetStatistics;

/// Tests that every command takes whatever JMH writes for any suite, in all its modes: the files in
/// `jmh` among the test resources are of stock JMH 1.21 to 1.37.
class ForeignFilesTest {
  private static final Path CORPUS = Path.of("src/test/resources/jmh");

  @TempDir Path folder;

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Path file(String name) {
    return CORPUS.resolve(name + ".json");
  }

  private static List<ForkRecord> forks(Run run, String cell) {
    return run.forks().stream().filter(fork -> fork.cell().equals(cell)).toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyBenchmarkIsReadWithJmhsOwnFigures(Path file) throws IOException {
    var run = RunReader.read(file);
    var entries = new ObjectMapper().readTree(file.toFile());
    assertThat(run.cells()).hasSize(entries.size());
    assertThat(run.forks()).allMatch(ForkRecord::isOk);
    for (var entry : entries) {
      var metric = entry.path("primaryMetric");
      var cell = run.cells().stream().filter(one -> isOf(entry, one)).findFirst().orElseThrow();
      // JMH pools iterations, or single calls; with as many in each fork the means agree.
      double mean =
          forks(run, cell.id()).stream()
              .flatMapToDouble(fork -> Arrays.stream(fork.scores()))
              .average()
              .orElseThrow();
      if (!cell.mode().equals("sample")) {
        assertThat(mean).isCloseTo(metric.path("score").asDouble(), withPercentage(1e-6));
      }
    }
  }

  private static boolean isOf(JsonNode entry, Cell cell) {
    var name = entry.path("benchmark").asText();
    var params = new ObjectMapper().convertValue(entry.path("params"), TreeMap.class);
    return cell.benchmark().replaceFirst(":" + cell.mode() + "$", "").equals(name)
        && cell.mode().equals(entry.path("mode").asText())
        && cell.params().equals(params == null ? Map.of() : params);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyCommandTakesIt(Path file) throws IOException {
    var report = Said.by("report", file, "--out", folder.resolve("report"));
    assertThat(report.code()).as(report.err()).isZero();
    var page = Files.readString(folder.resolve("report/report.html"));
    assertThat(RunReader.read(file).cells()).map(Names::benchmark).allMatch(page::contains);
    assertThat(Said.by("claims", file).code()).isZero();
    var other = file.endsWith("throughput.json") ? file("average") : file("throughput");
    var compared = Said.by("compare", file, other);
    assertThat(compared.code()).as(compared.err()).isIn(0, 1, 2);
    assertThat(compared.err()).isEmpty();
    assertThat(compared.out()).contains("Intervals are 95 %");
  }

  /// The same file with every score twice as large, so that it is another run.
  private Path doubled(Path file) throws IOException {
    var entries = new ObjectMapper().readTree(file.toFile());
    for (var entry : entries) {
      var metric = entry.path("primaryMetric");
      for (var name : List.of("rawData", "rawDataHistogram")) {
        metric.path(name).forEach(fork -> doubleAll((ArrayNode) fork));
      }
    }
    var target = folder.resolve("doubled.json");
    new ObjectMapper().writeValue(target.toFile(), entries);
    return target;
  }

  private static void doubleAll(ArrayNode values) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).isArray()) { // of samples each is a value with how often it was seen
        values.get(i).forEach(call -> ((ArrayNode) call).set(0, 2 * call.get(0).asDouble()));
      } else {
        values.set(i, values.get(i).asDouble() * 2);
      }
    }
  }

  /// What compare says of the base, by cell and quantity.
  private List<JsonNode> reported(Path file) throws IOException {
    var said = Said.by("compare", file, doubled(file), "--format", "json");
    assertThat(said.err()).isEmpty();
    return new ObjectMapper()
        .readTree(said.out())
        .at("/comparisons/0/scores")
        .valueStream()
        .filter(row -> !row.path("quantity").asText().equals("time"))
        .toList();
  }

  private static JsonNode entry(Path file, JsonNode row) throws IOException {
    for (var entry : new ObjectMapper().readTree(file.toFile())) {
      var named = new Cell(entry.path("benchmark").asText(), "", Map.of(), null, null, null);
      var params = new ObjectMapper().convertValue(entry.path("params"), Map.class);
      if (row.path("benchmark").asText().replaceFirst(":\\w+$", "").equals(named.benchmark())
          && entry.path("mode").equals(row.path("mode"))
          && row.path("coordinates").size() == (params == null ? 0 : params.size())
          && (params == null || entry.path("params").equals(row.path("coordinates")))) {
        return entry;
      }
    }
    throw new AssertionError("no entry of " + row);
  }

  private static double geometricMean(Stream<Double> values) {
    return Math.exp(values.mapToDouble(Math::log).average().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatIsComparedBesideTimeHasJmhsOwnFigures(Path file) throws IOException {
    for (var row : reported(file)) {
      var quantity = row.path("quantity").asText();
      var entry = entry(file, row);
      double score = row.at("/base/score").asDouble();
      if (quantity.matches("p[\\d.]+")) {
        var primary = entry.path("primaryMetric");
        double nanos = TimeUnits.nanosOfScore(primary.path("scoreUnit").asText()).orElseThrow();
        double each =
            geometricMean(
                primary
                    .path("rawDataHistogram")
                    .valueStream()
                    .map(fork -> samples(fork).getPercentile(percent(quantity))));
        assertThat(score).as(row.toString()).isCloseTo(each * nanos, withPercentage(2));
      } else {
        var metrics = entry.path("secondaryMetrics");
        var metric = metrics.has(quantity) ? metrics.path(quantity) : metrics.path("·" + quantity);
        var forks = metric.path("rawData").valueStream().map(ForeignFilesTest::mean).toList();
        // JMH takes the mean over all iterations, which lies among those of the forks.
        assertThat(metric.path("score").asDouble())
            .isBetween(Collections.min(forks) * 0.999, Collections.max(forks) * 1.001);
        boolean bytes = row.path("unit").asText().equals("B/op");
        var counted = forks.stream().map(value -> bytes ? Math.max(1, value) : value);
        assertThat(score).isCloseTo(geometricMean(counted), withPercentage(1e-4));
        assertThat(row.at("/ratio/ratio").asDouble()).isEqualTo(1);
      }
    }
  }

  private static double percent(String percentile) {
    return Double.parseDouble(percentile.substring(1));
  }

  private static double mean(JsonNode values) {
    return values.valueStream().mapToDouble(JsonNode::asDouble).average().orElseThrow();
  }

  private static MultisetStatistics samples(JsonNode fork) {
    var all = new MultisetStatistics();
    fork.forEach(
        iteration ->
            iteration.forEach(call -> all.addValue(call.get(0).asDouble(), call.get(1).asLong())));
    return all;
  }

  @Test
  void everythingThatFilesReportForAnOperationIsCompared() throws IOException {
    assertThat(reported(file("throughput"))).hasSize(4);
    assertThat(reported(file("group")))
        .extracting(row -> row.path("quantity").asText())
        .containsExactly("add", "read");
    assertThat(reported(file("sample")))
        .extracting(row -> row.path("quantity").asText())
        .startsWith("p50", "p90", "p99");
    assertThat(reported(file("counters"))).as("operations a second").isEmpty();
  }

  @Test
  void filesOfOneSideHaveTheForksOfBothWhateverTheyCallAMode() throws IOException {
    var mapper = new ObjectMapper();
    var one = mapper.createArrayNode().add(mapper.readTree(file("all-modes").toFile()).get(1));
    one.get(0).at("/primaryMetric/rawData").forEach(fork -> doubleAll((ArrayNode) fork));
    var average = Files.writeString(folder.resolve("average.json"), mapper.writeValueAsString(one));
    var base = file("all-modes") + "," + average;
    var said = Said.by("compare", base, doubled(file("all-modes")), "--format", "json");
    assertThat(said.err()).isEmpty();
    var rows = mapper.readTree(said.out()).at("/comparisons/0/scores").valueStream();
    assertThat(rows.filter(row -> row.path("mode").asText().equals("avgt")))
        .singleElement()
        .satisfies(row -> assertThat(row.at("/base/forks").asInt()).isEqualTo(4));
  }

  @Test
  void aBenchmarkInSeveralModesIsABenchmarkEach() {
    assertThat(RunReader.read(file("all-modes")).cells())
        .extracting(cell -> cell.benchmark())
        .containsExactly(
            "example.text.Text.reverse:thrpt",
            "example.text.Text.reverse:avgt",
            "example.text.Text.reverse:sample",
            "example.text.Text.reverse:ss");
  }

  @Test
  void aModeIsComparedWithTheSameMode() throws IOException {
    var mapper = new ObjectMapper();
    var one = mapper.createArrayNode().add(mapper.readTree(file("all-modes").toFile()).get(1));
    var average = Files.writeString(folder.resolve("average.json"), mapper.writeValueAsString(one));
    var said = Said.by("compare", average, file("version-1.29"), "--format", "csv");
    assertThat(said.out().lines().filter(line -> line.startsWith("score,"))).hasSize(1);
    assertThat(said.out()).contains("us/op");
  }

  @Test
  void theSameBenchmarkOfTwoFilesIsCompared() {
    var said = Said.by("compare", file("average"), file("one-failed"), "--format", "csv");
    assertThat(said.out().lines().filter(line -> line.startsWith("score,"))).hasSize(4);
  }

  @Test
  void samplesAreAMeanAndAHistogram() throws IOException {
    var run = RunReader.read(file("sample"));
    var metric = new ObjectMapper().readTree(file("sample").toFile()).get(0).path("primaryMetric");
    var all = new Histogram(3);
    run.forks().forEach(fork -> all.add(LatencyFiles.merged("sample", fork)));
    assertThat(all.getMean() / 1e3).isCloseTo(metric.path("score").asDouble(), withPercentage(1));
    assertThat(all.getValueAtPercentile(99) / 1e3)
        .isCloseTo(metric.at("/scorePercentiles/99.0").asDouble(), withPercentage(1));
  }

  @Test
  void samplesMayBeInAnyUnitOfTime() throws IOException {
    var text = Files.readString(file("sample"));
    var inMinutes = folder.resolve("minutes.json");
    Files.writeString(inMinutes, text.replace("us/op", "min/op"));
    var one = RunReader.read(file("sample")).forks().getFirst();
    var other = RunReader.read(inMinutes).forks().getFirst();
    assertThat(LatencyFiles.merged("sample", other).getMean())
        .isCloseTo(60e6 * LatencyFiles.merged("sample", one).getMean(), withPercentage(1));
  }

  @Test
  void whatProfilersCountedIsThereUnderOneName() {
    for (var name : List.of("throughput", "version-1.25")) {
      var fork = RunReader.read(file(name)).forks().getFirst();
      assertThat(fork.mean("gc.alloc.rate.norm").orElseThrow()).isPositive();
    }
  }

  @Test
  void anOddBenchmarkTakesNoOtherWithIt() throws IOException {
    var mapper = new ObjectMapper();
    var entries = mapper.readTree(file("average").toFile());
    ((ObjectNode) entries.get(0).path("primaryMetric")).remove("rawData");
    ((ObjectNode) entries.get(1)).put("threads", "many");
    var odd = Files.writeString(folder.resolve("odd.json"), mapper.writeValueAsString(entries));
    var run = RunReader.read(odd);
    assertThat(run.forks().stream().filter(fork -> !fork.isOk()))
        .extracting(ForkRecord::reason)
        .containsExactly("a mean without raw data", run.forks().get(1).reason());
    assertThat(run.forks().get(1).reason()).startsWith("JMH did not write it: ");
    assertThat(run.forks().stream().filter(ForkRecord::isOk)).hasSize(6);
    assertThat(Said.by("report", odd, "--out", folder.resolve("odd")).code()).isZero();
    assertThat(Files.readString(folder.resolve("odd/report.md")))
        .contains("a mean without raw data");
  }

  @Test
  void filesThatWerePutTogetherHaveTheForksOfBoth() throws IOException {
    var mapper = new ObjectMapper();
    var both = (ArrayNode) mapper.readTree(file("average").toFile());
    both.addAll((ArrayNode) both.deepCopy());
    var file = Files.writeString(folder.resolve("both.json"), mapper.writeValueAsString(both));
    var run = RunReader.read(file);
    assertThat(run.cells()).hasSize(4);
    assertThat(forks(run, run.cells().getFirst().id()))
        .extracting(ForkRecord::round)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 6).boxed().toList());
  }
}
