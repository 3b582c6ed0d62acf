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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
