package dev.threadmill.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartTable;
import dev.threadmill.report.chart.ChartTables;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The rows of a real run, compared with figures computed here from its forks.
class RunTablesTest {
  private static final String PLATFORM =
      "spawning.SpawnJoinBenchmark.spawnAndJoin[threadKind=PLATFORM,batch=100,contender=BARE_THREAD]";
  private static final String VIRTUAL = PLATFORM.replace("PLATFORM", "VIRTUAL");
  private static final String LATENCY =
      "messaging.MessagingLatencyBenchmark.round[threadKind=VIRTUAL,loadPercent=40,burst=1,"
          + "contender=CHANNEL,capacity=64,producers=1]";
  private static final double T_OF_TWO_DEGREES = 4.302652729911275;

  private static ChartTables tables;

  @BeforeAll
  static void read() {
    tables = RunTables.of(SampleRun.sources());
  }

  private static Stream<ChartRow> rows(ChartTable table) {
    return tables.rows(table).stream();
  }

  private static double[] logs(String cell, ToDoubleFunction<JsonNode> value) {
    return SampleRun.forks(cell).stream()
        .mapToDouble(fork -> Math.log(value.applyAsDouble(fork)))
        .toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /// Half of the 95 % interval of three logs.
  private static double half(double[] logs) {
    double mean = mean(logs);
    double squares = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
    return T_OF_TWO_DEGREES * Math.sqrt(squares / 2 / 3);
  }

  private static void assertIs(ChartRow row, double[] logs, double factor) {
    assertThat(row.text("status")).isEqualTo("ok");
    assertThat(row.text("forks")).isEqualTo("3");
    assertThat(row.number("score") / (factor * Math.exp(mean(logs)))).isCloseTo(1, within(1e-9));
    assertThat(row.number("low") / (factor * Math.exp(mean(logs) - half(logs))))
        .isCloseTo(1, within(1e-9));
    assertThat(row.number("high") / (factor * Math.exp(mean(logs) + half(logs))))
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void throughputIsTheGeometricMeanOverForksWithItsInterval() {
    var row =
        rows(ChartTable.THROUGHPUT)
            .filter(one -> one.text("benchmark").equals("SpawnJoin"))
            .filter(one -> one.text("threadKind").equals("virtual"))
            .findAny()
            .orElseThrow();
    assertIs(row, logs(VIRTUAL, SampleRun::score), 1);
    assertThat(row.values()).containsEntry("batch", 100);
    assertThat(row.text("contender")).isEqualTo("bare thread");
    assertThat(row.text("machine")).isEqualTo("sample");
    assertThat(row.text("jdk")).isEqualTo("25");
    assertThat(row.values()).containsEntry("cores", 2);
    assertThat(row.text("unit")).isEqualTo("ns/op");
  }

  @Test
  void scoresInMillisecondsAreTurnedIntoNanoseconds() {
    var cell =
        "footprint.ParkedThreadBenchmark.startAndPark[depth=0,threadKind=VIRTUAL,threadLocals=0,threads=1000]";
    var row =
        rows(ChartTable.THROUGHPUT)
            .filter(one -> one.text("benchmark").equals("ParkedThread"))
            .filter(one -> one.text("threadKind").equals("virtual"))
            .findAny()
            .orElseThrow();
    assertIs(row, logs(cell, SampleRun::score), 1e6);
  }

  @Test
  void messagesHaveTheirTopologyAndCapacity() {
    assertThat(
            rows(ChartTable.THROUGHPUT)
                .filter(row -> row.text("benchmark").equals("MessagingThroughput")))
        .hasSize(6)
        .allSatisfy(
            row -> {
              assertThat(row.values())
                  .contains(entry("topology", "mpsc"), entry("threads", 5))
                  .contains(entry("capacity", 64), entry("producers", 4), entry("consumers", 1));
              assertThat(row.text("condition")).isEmpty();
            })
        .extracting(row -> row.text("contender"))
        .contains("Channel", "ArrayBlockingQueue", "LinkedBlockingQueue");
  }

  @Test
  void ratiosAreOfTimeSoThatBelowOneIsFaster() {
    var platform = logs(PLATFORM, SampleRun::score);
    var virtual = logs(VIRTUAL, SampleRun::score);
    var differences = new double[3];
    Arrays.setAll(differences, round -> virtual[round] - platform[round]);
    assertThat(SampleRun.forks(PLATFORM)).extracting(fork -> fork.get("round").asInt()).isSorted();
    assertThat(SampleRun.forks(VIRTUAL)).extracting(fork -> fork.get("round").asInt()).isSorted();
    var row =
        rows(ChartTable.RATIOS)
            .filter(one -> one.text("benchmark").equals("SpawnJoin"))
            .findAny()
            .orElseThrow();
    assertIs(row, differences, 1);
    assertThat(row.number("score")).isLessThan(1);
    assertThat(row.text("factor")).isEqualTo("threadKind");
    assertThat(row.text("contender")).isEqualTo("virtual");
    assertThat(row.text("baseline")).isEqualTo("platform");
    assertThat(row.text("label")).isEqualTo("start and join, bare thread");
    assertThat(row.text("unit")).isEqualTo("×");
  }

  @Test
  void noTwoRatiosHaveTheSameName() {
    assertThat(
            rows(ChartTable.RATIOS)
                .map(row -> row.text("contender") + row.text("baseline") + row.text("label")))
        .doesNotHaveDuplicates();
  }

  @Test
  void aScoreThatAScheduleSetIsNeitherAThroughputNorARatioOfScores() {
    assertThat(rows(ChartTable.THROUGHPUT))
        .noneMatch(row -> row.text("benchmark").equals("MessagingLatency"));
    assertThat(
            rows(ChartTable.RATIOS).filter(row -> row.text("benchmark").equals("MessagingLatency")))
        .satisfiesExactly(
            row -> assertThat(row.text("label")).contains("p99 latency"),
            row -> assertThat(row.text("label")).contains("p50 latency"));
  }

  @Test
  void aPercentileIsThatOfEachForksHistogramAndThenTheMeanOverForks() {
    var row =
        rows(ChartTable.LATENCY)
            .filter(
                one ->
                    one.text("contender").equals("Channel")
                        && one.text("percentile").equals("99.0"))
            .findAny()
            .orElseThrow();
    assertIs(row, logs(LATENCY, fork -> histogram(fork).getValueAtPercentile(99)), 1);
    assertThat(row.values()).contains(entry("loadPercent", 40), entry("histogram", "latency"));
    assertThat(row.text("topology")).isEqualTo("spsc");
    double rate =
        SampleRun.forks(LATENCY).stream()
            .mapToDouble(
                fork -> SampleRun.measured(fork).at("/metrics/rate.target/value").asDouble())
            .average()
            .orElseThrow();
    assertThat(row.number("rate")).isCloseTo(rate, within(1e-6 * rate));
  }

  private static Histogram histogram(JsonNode fork) {
    var text = SampleRun.measured(fork).at("/latencies/latency/histogram").asText();
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
    } catch (java.util.zip.DataFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void memoryIsByMeasureAndThePlatformsIsNotApplicable() {
    var cell =
        "footprint.ParkedThreadBenchmark.startAndPark[depth=0,threadKind=VIRTUAL,threadLocals=0,threads=1000]";
    assertThat(
            rows(ChartTable.METRICS)
                .filter(row -> row.text("metric").equals("heap"))
                .filter(row -> row.text("threadKind").equals("virtual")))
        .singleElement()
        .satisfies(
            row -> {
              assertIs(
                  row,
                  logs(cell, fork -> SampleRun.measured(fork).at("/metrics/heap/value").asDouble()),
                  1);
              assertThat(row.values()).contains(entry("threads", 1000), entry("depth", 0));
              assertThat(row.text("contender")).isEqualTo("virtual thread");
            });
    assertThat(rows(ChartTable.METRICS))
        .anyMatch(
            row ->
                row.text("contender").equals("platform thread")
                    && row.text("status").equals("n/a"));
  }

  @Test
  void sharesAreThoseOfTheLeastAndTheMostFavouredThread() {
    var rows =
        rows(ChartTable.METRICS)
            .filter(row -> row.text("metric").startsWith("share."))
            .filter(row -> row.text("contender").equals("Mutex"))
            .filter(row -> row.text("threadKind").equals("virtual"))
            .toList();
    var cell =
        "sharing.SharedCounterBenchmark.step[thinkNanos=0,threadKind=VIRTUAL,threads=4,"
            + "placement=SHARED,contender=MUTEX,locks=1,holdNanos=0]";
    for (var name : List.of("share.max", "share.jain")) {
      assertIs(of(rows, name), logs(cell, fork -> metric(fork, name)), 1);
    }
    // A thread that starved has a share of 0, of which there is no geometric mean.
    double[] least =
        SampleRun.forks(cell).stream().mapToDouble(fork -> metric(fork, "share.min")).toArray();
    assertThat(least).contains(0);
    assertThat(of(rows, "share.min").number("score")).isCloseTo(mean(least), within(1e-9));
    assertThat(of(rows, "share.min").number("low")).isNull();
    assertThat(rows).allSatisfy(row -> assertThat(row.values()).containsEntry("threads", 4));
  }

  private static ChartRow of(List<ChartRow> rows, String metric) {
    return rows.stream().filter(row -> row.text("metric").equals(metric)).findAny().orElseThrow();
  }

  private static double metric(JsonNode fork, String name) {
    return SampleRun.measured(fork).at("/metrics/" + name + "/value").asDouble();
  }

  @Test
  void everyMetricOfEveryCellIsThere() {
    assertThat(rows(ChartTable.METRICS))
        .extracting(row -> row.text("metric"))
        .contains("share.min", "heap", "bound.pinned", "carriers", "rate.target");
  }

  @Test
  void pinningHasItsCarriersAndItsFloor() {
    assertThat(rows(ChartTable.PINNING))
        .extracting(row -> row.text("blocker") + " in " + row.text("contender"))
        .containsExactlyInAnyOrder("park in ReentrantLock", "park in synchronized");
    assertThat(rows(ChartTable.PINNING))
        .allSatisfy(
            row -> {
              assertThat(row.values())
                  .contains(entry("carriers", 2), entry("floor", 320.0), entry("threads", 64));
              assertThat(row.text("unit")).isEqualTo("ms");
            });
  }

  @Test
  void switchesArePingPongsOnly() {
    assertThat(rows(ChartTable.SWITCHES))
        .hasSize(2)
        .allMatch(
            row -> row.text("carriers").equals("all") && row.text("contender").equals("park"));
  }

  @Test
  void tracesHoldWarmUpAndMeasurementOfEveryForkWidestFirst() {
    var first = rows(ChartTable.TRACES).filter(row -> row.text("spread").equals("1")).toList();
    assertThat(first).hasSize(6);
    assertThat(first)
        .extracting(row -> row.text("fork"))
        .containsExactly("1", "1", "2", "2", "3", "3");
    assertThat(first)
        .extracting(row -> row.text("phase"))
        .containsExactly(
            "warm-up", "measurement", "warm-up", "measurement", "warm-up", "measurement");
    // The middle of three measured iterations is the median that all are divided by.
    assertThat(first.stream().filter(row -> row.text("phase").equals("measurement")))
        .anyMatch(row -> row.text("relative").equals("1.0"));
    assertThat(rows(ChartTable.TRACES).map(row -> row.number("spread")).toList()).isSorted();
  }

  @Test
  void anAnswerHasARowForEachContenderTheBestFirst() {
    var rows =
        rows(ChartTable.ANSWERS)
            .filter(row -> row.text("question").startsWith("Mutex or Arc: which is faster unco"))
            .toList();
    assertThat(rows).extracting(row -> row.text("contender")).startsWith("Rc", "Mutex", "Arc");
    assertThat(rows.getFirst().values())
        .containsEntry("score", 1.0)
        .containsEntry("winner", "Mutex")
        .containsEntry("verdict", "unreliable");
    assertThat(rows.getFirst().text("words")).contains("Mutex is 1.2x [0.5, 2.8] faster than Arc");
    assertThat(rows.subList(1, rows.size()))
        .allSatisfy(row -> assertThat(row.number("score")).isGreaterThan(1));
  }

  @Test
  void oneNumberOfThreadsIsNoCurve() {
    assertThat(tables.rows(ChartTable.SCALING)).isEmpty();
  }
}
