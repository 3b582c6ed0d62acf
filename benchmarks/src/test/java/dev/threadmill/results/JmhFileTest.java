package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Our file beside JMH's own, of the same forks.
class JmhFileTest {
  @TempDir Path folder;

  @Test
  void itSaysWhatJmhsOwnFileSaysOfTheSameForks() throws Exception {
    var results =
        new Runner(
                new OptionsBuilder()
                    .include("HarnessBaselineBenchmark.nothing")
                    .forks(2)
                    .warmupIterations(1)
                    .warmupTime(TimeValue.milliseconds(20))
                    .measurementIterations(3)
                    .measurementTime(TimeValue.milliseconds(20))
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    Path own = folder.resolve("own.json");
    ResultFormatFactory.getInstance(ResultFormatType.JSON, own.toString()).writeOut(results);

    RunResult result = results.iterator().next();
    var cell =
        new Cell(result.getParams().getBenchmark(), "avgt", java.util.Map.of(), null, null, null);
    JsonNode theirs = Json.MAPPER.readTree(own.toFile());
    JsonNode ours =
        Json.MAPPER.readTree(
            Json.PRETTY.writeValueAsBytes(JmhFile.of(List.of(cell), forks(cell, result))));
    compare("", theirs, ours);
  }

  /// Key by key, in order; numbers to the digits that JMH prints.
  private static void compare(String path, JsonNode theirs, JsonNode ours) {
    if (theirs.isNumber()) {
      assertThat(ours.asDouble())
          .as(path)
          .isCloseTo(theirs.asDouble(), org.assertj.core.data.Percentage.withPercentage(0.01));
    } else if (theirs.isObject()) {
      assertThat(names(ours)).as(path).isEqualTo(names(theirs));
      theirs
          .properties()
          .forEach(e -> compare(path + "/" + e.getKey(), e.getValue(), ours.get(e.getKey())));
    } else if (theirs.isArray()) {
      assertThat(ours.size()).as(path).isEqualTo(theirs.size());
      for (int i = 0; i < theirs.size(); i++) {
        compare(path + "/" + i, theirs.get(i), ours.get(i));
      }
    } else {
      assertThat(ours).as(path).isEqualTo(theirs);
    }
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<ForkRecord> forks(Cell cell, RunResult result) {
    var params = result.getParams();
    var setting =
        new Setting(
            params.getJmhVersion(),
            params.getThreads(),
            params.getJvm(),
            List.copyOf(params.getJvmArgs()),
            params.getJdkVersion(),
            params.getVmName(),
            params.getVmVersion(),
            params.getWarmup().getCount(),
            params.getWarmup().getTime().toString(),
            params.getWarmup().getBatchSize(),
            params.getMeasurement().getCount(),
            params.getMeasurement().getTime().toString(),
            params.getMeasurement().getBatchSize());
    List<ForkRecord> forks = new ArrayList<>();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      double[] scores =
          fork.getIterationResults().stream()
              .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
              .toArray();
      var sample = Samples.fork(cell, forks.size() + 1, forks.size() + 1, scores);
      forks.add(
          new ForkRecord(
              sample.cell(),
              sample.round(),
              sample.position(),
              1,
              ForkRecord.Outcome.OK,
              null,
              sample.started(),
              1,
              result.getPrimaryResult().getScoreUnit(),
              setting,
              sample.iterations(),
              null));
    }
    return forks;
  }

  @Test
  void aPlainFileOfJmhIsReadWithItsForksAsForks() throws IOException {
    var cell = Samples.cell("family", "contender", "ONE");
    Path file = folder.resolve("jmh.json");
    Files.write(
        file,
        Json.PRETTY.writeValueAsBytes(
            JmhFile.of(
                List.of(cell),
                List.of(Samples.fork(cell, 1, 1, 1, 2), Samples.fork(cell, 2, 2, 3, 4)))));
    var run = RunReader.read(file);
    assertThat(run.isInterleaved()).isFalse();
    assertThat(run.cells()).containsExactly(cell);
    assertThat(run.forks())
        .extracting(ForkRecord::scores)
        .containsExactly(new double[] {1, 2}, new double[] {3, 4});
  }

  @Test
  void aFileWithoutRawDataIsRefused() throws IOException {
    Path file = folder.resolve("jmh.json");
    Files.writeString(
        file, "[{\"benchmark\":\"a.B.c\",\"mode\":\"thrpt\",\"primaryMetric\":{\"score\":1}}]");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> RunReader.read(file))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("raw data");
  }
}
