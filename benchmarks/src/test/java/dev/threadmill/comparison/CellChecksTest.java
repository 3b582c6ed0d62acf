package dev.threadmill.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.machine.HostActivity;
import dev.threadmill.recording.CpusApart;
import dev.threadmill.recording.JvmTimes;
import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.Metrics;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.Iteration.Metric;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.results.Setting;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/// Tests what forks report beside their scores, and which check finds it.
class CellChecksTest {
  private final Map<String, Metric> metrics = new HashMap<>();
  private final Map<String, Iteration.Latency> latencies = new HashMap<>();
  private String threads = "2";
  private double quota = Double.NaN;
  private int warmUps = 2;
  private String unit = "ns/op";
  private String mode = "avgt";
  private int rounds = 5;
  private int failed;
  private int disturbed;
  private double slower = 1;
  private double[] apart = {};

  @Test
  void nothingIsFoundWhereNothingIs() {
    metrics.put(JvmTimes.LASTING, new Metric(101, "ms"));
    metrics.put(JvmTimes.FULL_COLLECTIONS, new Metric(0, "#"));
    metrics.put("share.jain", new Metric(0.99, "index"));
    metrics.put("pinned.events", new Metric(0, "#"));
    metrics.put("carriers", new Metric(2, "#"));
    quota = 2;
    assertThat(findings()).isEmpty();
  }

  @Test
  void moreThreadsThanCpusAreNoted() {
    threads = "3";
    assertThat(only("C15").sentence()).startsWith("3 threads on 2 CPUs");
    assertThat(only("C15").level()).isEqualTo(Level.NOTE);
  }

  @Test
  void unequalSharesAreTold() {
    metrics.put("share.jain", new Metric(0.6, "index"));
    assertThat(only("C15").sentence()).contains("Jain's index 0.6");
    assertThat(only("C15").level()).isEqualTo(Level.NOTE);
  }

  @Test
  void aQuotaBelowTheThreadsForbidsAVerdict() {
    quota = 1.5;
    assertThat(only("C7").level()).isEqualTo(Level.BAD);
    threads = "64"; // of which two can run at once
    assertThat(findings()).anyMatch(finding -> finding.sentence().contains("keeps 2 busy"));
  }

  @Test
  void pinnedThreadsAndMissingCarriersAreTold() {
    metrics.put("pinned.events", new Metric(7, "#"));
    assertThat(only("C16").sentence()).contains("7 times");
    metrics.clear();
    metrics.put("carriers", new Metric(1, "#"));
    assertThat(only("C16").sentence()).startsWith("Virtual threads have 1 carriers on 2 CPUs.");
  }

  @Test
  void cpusThatMoveAreNoted() {
    apart = new double[] {52, 54, 470, 53, 480};
    assertThat(only("C19").sentence()).contains("52 to 480 ns apart");
    apart = new double[] {52, 54};
    assertThat(findings()).as("the other forks could not read it").isEmpty();
  }

  @Test
  void iterationsOfAFewOperationsAreTold() {
    unit = "ms/op"; // a hundred of them
    metrics.put(JvmTimes.LASTING, new Metric(100, "ms"));
    assertThat(only("C13").sentence()).startsWith("An iteration had only 0.9");
    metrics.put(ForkRecord.SET_RATE, new Metric(1000, "ops/s"));
    assertThat(findings()).isEmpty();
  }

  @Test
  void scoresNearTheCeilingOfTheirConditionsAreTold() {
    metrics.put(Metrics.CEILING, new Metric(12e6, "ops/s")); // 83 ns, where forks take 100
    assertThat(only("C20").level()).isEqualTo(Level.WARN);
    assertThat(only("C20").sentence())
        .startsWith("The score is at 83 % of the ceiling that its conditions set, 12000000 ");
    metrics.put(Metrics.CEILING, new Metric(13e6, "ops/s"));
    assertThat(findings()).isEmpty();
    unit = "ops/s";
    assertThat(findings()).as("no time of an operation").isEmpty();
  }

  @Test
  void fullCollectionsAreTold() {
    metrics.put(JvmTimes.LASTING, new Metric(100, "ms"));
    metrics.put(JvmTimes.FULL_COLLECTIONS, new Metric(1, "#"));
    assertThat(only("C14").sentence())
        .contains("contains 15 full"); // five forks of three iterations
  }

  @Test
  void aClockAsCoarseAsTheLatenciesIsToldAndForbidsNothing() {
    var histogram = new Histogram(3);
    histogram.recordValueWithCount(200, 1000);
    latencies.put("latency", LatencyFiles.latency(histogram));
    metrics.put(Latencies.CLOCK_STEP, new Metric(100, "ns"));
    assertThat(only("C12").level()).isEqualTo(Level.WARN);
    metrics.put(Latencies.CLOCK_STEP, new Metric(1, "ns"));
    assertThat(findings()).isEmpty();
  }

  @Test
  void forksWithoutAWarmUpAreCold() {
    warmUps = 0;
    assertThat(only("C3").level()).isEqualTo(Level.BAD);
  }

  @Test
  void disturbedForksAreANoteUnlessTheScoreShowsThem() {
    disturbed = 2;
    assertThat(only("C6").level()).isEqualTo(Level.NOTE);
    assertThat(only("C6").sentence())
        .isEqualTo(
            "Disturbed in 2 of 5 forks: the hypervisor took 10.00 % of the CPU time away at worst."
                + " Use a machine, or a type of instance, that is not shared.");
    slower = 1.3;
    assertThat(only("C6").level()).isEqualTo(Level.WARN);
    slower = 1;
    disturbed = 3;
    assertThat(only("C6").level()).as("too few others").isEqualTo(Level.WARN);
  }

  @Test
  void compilingAndCollectingAreTold() {
    metrics.put(JvmTimes.LASTING, new Metric(100, "ms"));
    metrics.put(JvmTimes.COMPILING, new Metric(6, "ms"));
    assertThat(only("C1").sentence()).startsWith("The JVM compiled for 6 % of the measured time");
    metrics.put(JvmTimes.COMPILING, new Metric(5, "ms"));
    metrics.put(JvmTimes.COLLECTING, new Metric(6, "ms"));
    assertThat(only("C14").level()).isEqualTo(Level.NOTE);
    mode = "ss";
    metrics.put(JvmTimes.COMPILING, new Metric(60, "ms"));
    assertThat(findings()).as("meant to be cold").isEmpty();
  }

  @Test
  void fewForksAndFailedOnesAreTold() {
    failed = 1;
    assertThat(only("C18").level()).isEqualTo(Level.WARN);
    rounds = 2;
    assertThat(findings())
        .extracting(Finding::sentence)
        .containsExactly(
            "Too few forks ended well: 2. Run more rounds.", "Forks without a valid score: 1.");
  }

  private Finding only(String code) {
    assertThat(findings()).extracting(Finding::code).containsOnly(code);
    return findings().getFirst();
  }

  private List<Finding> findings() {
    var cell =
        new Cell(
            "dev.threadmill.suite.some.Thing.run", mode, Map.of("threads", threads), 2, null, null);
    List<ForkRecord> forks = new ArrayList<>();
    for (int round = 1; round <= rounds + failed; round++) {
      // No two alike, and no trend.
      double score = (100 + round * 13 % 7 * 0.1) * (round <= disturbed ? slower : 1);
      var reported = new HashMap<>(metrics);
      if (round <= apart.length) {
        reported.put(CpusApart.APART, new Metric(apart[round - 1], "ns"));
      }
      forks.add(
          new ForkRecord(
              cell.id(),
              round,
              round,
              1,
              round > rounds ? Outcome.FAILED : Outcome.OK,
              null,
              "2026-11-21T12:00:00Z",
              1500,
              unit,
              new Setting(
                  "1.37", 1, "java", List.of(), "25", "VM", "25", warmUps, "100 ms", 1, 3, "100 ms",
                  1),
              IntStream.range(0, warmUps + 3)
                  .mapToObj(i -> new Iteration(i < warmUps, score, reported, latencies))
                  .toList(),
              round <= disturbed ? stolen() : null));
    }
    return CellDiagnosis.of(cell, forks, quota, Math.log1p(0.05));
  }

  /// A host from which a tenth of the time was stolen.
  private static HostActivity stolen() {
    return new ObjectMapper()
        .convertValue(Map.of("wallSeconds", 1, "stealShare", 0.1), HostActivity.class);
  }
}
