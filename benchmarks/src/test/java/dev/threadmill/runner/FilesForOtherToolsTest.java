package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.questions.Catalog;
import dev.threadmill.recording.CpusApart;
import dev.threadmill.recording.HostWatch;
import dev.threadmill.recording.JvmTimes;
import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.Metrics;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.results.Samples;
import dev.threadmill.runner.ForkLauncher.Slot;
import dev.threadmill.runner.Jdks.JvmChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.HdrHistogram.HistogramLogProcessor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Tests what a run leaves for tools that are not ours, from forks that really ran: a benchmark
/// with parameters, metrics and latencies, and beside it the file of stock JMH.
class FilesForOtherToolsTest {
  private static final int FORKS = 2;
  private static final Shape SHAPE = new Shape(1, 50, 2, 100);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path parent;

  private static RunFolder run;
  private static Path stock;

  @BeforeAll
  static void measureBothWays() throws Exception {
    var entry =
        Catalog.ofThisJar().entries().stream()
            .filter(found -> found.name().contains(".StarvationBenchmark."))
            .findFirst()
            .orElseThrow();
    Map<String, String> params = new LinkedHashMap<>();
    entry.params().forEach((name, values) -> params.put(name, values.getFirst()));
    var cell = new Cell(entry.name(), entry.mode(), params, null, null, null);
    run = ours(cell);
    stock = parent.resolve("stock.json");
    theirs(cell);
  }

  private static RunFolder ours(Cell cell) {
    var folder =
        RunFolder.create(
            parent, "run", Samples.manifest(new Limits(3, 3, 0.02, 60), Samples.group(cell)));
    var launcher =
        new JmhForkLauncher(
            SHAPE,
            any -> JvmChoice.host(List.of()),
            folder.output().below("failures"),
            new Progress() {},
            null);
    var log = folder.appendForks();
    for (int fork = 1; fork <= FORKS; fork++) {
      var record = launcher.launch(new Slot(cell, fork, fork, 1));
      assertThat(record.outcome()).as("%s", record.reason()).isEqualTo(ForkRecord.Outcome.OK);
      log.append(record);
    }
    folder.writeDerived();
    return folder;
  }

  /// As `java -jar benchmarks.jar NAME -f 2 -rf json -prof ...` does.
  private static void theirs(Cell cell) throws Exception {
    var options =
        new OptionsBuilder()
            .include("^" + java.util.regex.Pattern.quote(cell.benchmark()) + "$")
            .mode(Mode.deepValueOf(cell.mode()))
            .forks(FORKS)
            .warmupIterations(SHAPE.warmupIterations())
            .warmupTime(TimeValue.milliseconds(SHAPE.warmupMillis()))
            .measurementIterations(SHAPE.iterations())
            .measurementTime(TimeValue.milliseconds(SHAPE.iterationMillis()))
            .addProfiler(HostWatch.class)
            .addProfiler(JvmTimes.class)
            .addProfiler(Metrics.class)
            .addProfiler(Latencies.class)
            .resultFormat(ResultFormatType.JSON)
            .result(stock.toString())
            .verbosity(VerboseMode.SILENT);
    options.jvmArgsPrepend(JvmChoice.host(List.of()).before().toArray(new String[0]));
    cell.params().forEach((name, value) -> options.param(name, value));
    new Runner(options.build()).run();
  }

  @Test
  void jmhFileHasTheStructureOfStockJmhs() throws IOException {
    var theirs = JSON.readTree(stock.toFile());
    var ours = JSON.readTree(run.file("jmh.json").toFile());
    assertThat(theirs.at("/0/params").size()).isGreaterThan(2);
    assertThat(theirs.at("/0/secondaryMetrics").size()).isGreaterThan(3);
    assertThat(theirs.at("/0/primaryMetric/rawData").size()).isEqualTo(FORKS);
    assertThat(theirs.at("/0/primaryMetric/rawData/0").size()).isEqualTo(SHAPE.iterations());
    assertThat(structure(ours)).containsExactlyEntriesOf(structure(theirs));
  }

  /// Every path to a value with what kind of value is there. Percentiles and scores are numbers,
  /// and where JMH cannot compute one it writes a word in its place: either is a figure.
  private static Map<String, String> structure(JsonNode node) {
    Map<String, String> structure = new TreeMap<>();
    collect("", node, structure);
    return structure;
  }

  private static void collect(String path, JsonNode node, Map<String, String> structure) {
    if (node.isObject()) {
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      names.remove(CpusApart.APART); // ours alone, and not there while others keep a CPU busy
      // Stock JMH shuffles secondary metrics, by their hashes.
      structure.put(path, String.valueOf(path.endsWith("Metrics") ? new TreeSet<>(names) : names));
      names.forEach(name -> collect(path + "/" + name, node.get(name), structure));
    } else if (node.isArray()) {
      structure.put(path, "array of " + node.size());
      for (int i = 0; i < node.size(); i++) {
        collect(path + "/" + i, node.get(i), structure);
      }
    } else {
      boolean figure = node.isNumber() || "NaN".equals(node.asText());
      structure.put(path, figure ? "figure" : node.getNodeType().toString());
    }
  }

  @Test
  void histogramsAreKeptOfWhatIsMeasuredAndNotOfWarmUp() {
    assertThat(run.forks())
        .flatExtracting(ForkRecord::iterations)
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.latencies().isEmpty()).isEqualTo(one.warmup()));
  }

  @Test
  void theProcessorOfHdrHistogramReadsEveryLatencyFile() throws IOException {
    var names = LatencyFiles.names(run.forks());
    assertThat(names).isNotEmpty();
    try (var files = Files.list(run.file("latency"))) {
      assertThat(files).hasSameSizeAs(names);
    }
    for (String name : names) {
      String file = LatencyFiles.fileName(run.forks().getFirst().cell(), name);
      Path output = parent.resolve("processed");
      new HistogramLogProcessor(
              new String[] {
                "-i", run.file("latency").resolve(file).toString(), "-o", output.toString()
              })
          .run();
      long recorded =
          run.forks().stream()
              .mapToLong(fork -> LatencyFiles.merged(name, fork).getTotalCount())
              .sum();
      // A line of intervals for each iteration, and a distribution of all.
      assertThat(Files.readAllLines(output))
          .filteredOn(line -> line.matches("\\d.*"))
          .hasSize(FORKS * SHAPE.iterations());
      assertThat(Files.readString(Path.of(output + ".hgrm")).replaceAll("\\s+", " "))
          .contains("Total count = " + recorded + "]");
    }
  }
}
