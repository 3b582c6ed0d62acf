package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that `compare` ends on files that are larger in one way than any that was measured: what
/// grows with the square of their size would take an hour, and what no table could show is refused.
class LargeFileTest {
  private static final Duration FAR_TOO_LONG = Duration.ofMinutes(3);

  @TempDir Path folder;
  private Path small;

  @BeforeEach
  void aSmallFile() throws IOException {
    small = file("small", entry(0, "", "", rawData(5, 5)));
  }

  private Path file(String name, String entries) throws IOException {
    return Files.writeString(folder.resolve(name + ".json"), "[" + entries + "]");
  }

  private static String times(int number, String each) {
    return String.join(",", Collections.nCopies(number, each));
  }

  private static String entry(int number, String params, String metrics, String data) {
    return """
    {"jmhVersion":"1.37","benchmark":"org.example.B%s.run","mode":"avgt","threads":1,"forks":5,
    "jvm":"java","jvmArgs":[],"jdkVersion":"21","vmName":"VM","vmVersion":"21",
    "warmupIterations":5,"warmupTime":"1 s","warmupBatchSize":1,"measurementIterations":5,
    "measurementTime":"1 s","measurementBatchSize":1,"params":{%s},
    "primaryMetric":{"score":1,"scoreUnit":"ns/op",%s},"secondaryMetrics":{%s}}
    """
        .formatted(number, params, data, metrics);
  }

  /// Of scores that differ from fork to fork.
  private static String rawData(int forks, int iterations) {
    return "\"rawData\":"
        + IntStream.range(0, forks)
            .mapToObj(fork -> "[" + times(iterations, "1." + (10 + fork % 7)) + "]")
            .collect(Collectors.joining(",", "[", "]"));
  }

  private static String metrics(int number, String data) {
    return IntStream.range(0, number)
        .mapToObj(
            i -> "\"m%s\":{\"score\":1,\"scoreUnit\":\"ops/op\",\"rawData\":%s}".formatted(i, data))
        .collect(Collectors.joining(","));
  }

  private void assertIsCompared(Path large) {
    var said = assertTimeoutPreemptively(FAR_TOO_LONG, () -> Said.by("compare", small, large));
    assertThat(said.err()).isEmpty();
    assertThat(said.out()).contains("Intervals are 95 %");
  }

  @Test
  void manyForksAreCompared() throws IOException {
    assertIsCompared(file("forks", entry(0, "", "", rawData(150_000, 1))));
  }

  @Test
  void manyIterationsAndMetricsThatFewOfThemReportAreCompared() throws IOException {
    assertIsCompared(file("sparse", entry(0, "", metrics(30_000, "[[1.5]]"), rawData(2, 100_000))));
  }

  @Test
  void manyContendersAreCompared() throws IOException {
    var entries =
        IntStream.range(0, 3000)
            .mapToObj(i -> entry(0, "\"contender\":\"c" + i + "\"", "", rawData(3, 1)))
            .collect(Collectors.joining(","));
    assertIsCompared(file("contenders", entries));
  }

  private void assertIsRefused(Path large, String sentence) {
    var said = assertTimeoutPreemptively(FAR_TOO_LONG, () -> Said.by("compare", small, large));
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err())
        .isEqualTo("threadmill: " + large + " " + sentence + System.lineSeparator());
  }

  @Test
  void whatNoTableCouldShowIsRefused() throws IOException {
    assertIsRefused(
        file("benchmarks", times(10_001, entry(0, "", "", "\"rawData\":[[1]]"))),
        "has 10001 benchmarks, and this reads at most 10000");
    assertIsRefused(
        file("metrics", entry(0, "", metrics(40_001, "[]"), rawData(1, 1))),
        "has 40001 metrics beside the scores, and this reads at most 40000");
    assertIsRefused(
        file("many", entry(0, "", "", rawData(200_001, 1))),
        "has 200001 forks, and this reads at most 200000");
    assertIsRefused(
        file(
            "samples",
            entry(0, "", "", "\"rawDataHistogram\":[[" + times(20_001, "[[1.5,1]]") + "]]")),
        "has 20001 iterations of samples, and this reads at most 20000");
  }

  @Test
  void whatFillsTheMemoryIsRefused() throws IOException {
    var said = Said.by("compare", small, file("values", times(16_000_001, "1")));
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("values.json", "is not JSON: ").hasLineCount(1);
  }
}
