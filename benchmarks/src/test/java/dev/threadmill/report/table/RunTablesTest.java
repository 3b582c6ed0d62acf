package dev.threadmill.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartTable;
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

  private static RunTables tables;

  @BeforeAll
  static void read() {
    tables = RunTables.of(SampleRun.sources());
  }

  private static <T extends ChartRow> Stream<T> rows(ChartTable table, Class<T> type) {
    return tables.charts().rows(table).stream().map(type::cast);
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

  private static void assertIs(ChartRow.Estimate estimate, double[] logs, double factor) {
    assertThat(estimate.status()).isEqualTo("ok");
    assertThat(estimate.forks()).isEqualTo(3);
    assertThat(estimate.score() / (factor * Math.exp(mean(logs)))).isCloseTo(1, within(1e-9));
    assertThat(estimate.low() / (factor * Math.exp(mean(logs) - half(logs))))
        .isCloseTo(1, within(1e-9));
    assertThat(estimate.high() / (factor * Math.exp(mean(logs) + half(logs))))
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void throughputIsTheGeometricMeanOverForksWithItsInterval() {
    var row =
        rows(ChartTable.THROUGHPUT, ChartRow.Throughput.class)
            .filter(one -> one.cell().benchmark().equals("SpawnJoin"))
            .filter(one -> one.cell().threadKind().equals("virtual"))
            .findAny()
            .orElseThrow();
    assertIs(row.estimate(), logs(VIRTUAL, SampleRun::score), 1);
    assertThat(row.batch()).isEqualTo(100);
    assertThat(row.cell().contender()).isEqualTo("bare thread");
    assertThat(row.cell().machine()).isEqualTo("sample");
    assertThat(row.cell().jdk()).isEqualTo("25");
    assertThat(row.cell().cores()).isEqualTo(2);
    assertThat(row.estimate().unit()).isEqualTo("ns/op");
  }

  @Test
  void scoresInMillisecondsAreTurnedIntoNanoseconds() {
    var cell =
        "footprint.ParkedThreadBenchmark.startAndPark[depth=0,threadKind=VIRTUAL,threadLocals=0,threads=1000]";
    var row =
        rows(ChartTable.THROUGHPUT, ChartRow.Throughput.class)
            .filter(one -> one.cell().benchmark().equals("ParkedThread"))
            .filter(one -> one.cell().threadKind().equals("virtual"))
            .findAny()
            .orElseThrow();
    assertIs(row.estimate(), logs(cell, SampleRun::score), 1e6);
  }

  @Test
  void messagesHaveTheirTopologyAndCapacity() {
    assertThat(
            rows(ChartTable.THROUGHPUT, ChartRow.Throughput.class)
                .filter(row -> row.cell().benchmark().equals("MessagingThroughput")))
        .hasSize(6)
        .allSatisfy(
            row -> {
              assertThat(row.topology()).isEqualTo("mpsc");
              assertThat(row.capacity()).isEqualTo("64");
              assertThat(row.producers()).isEqualTo(4);
              assertThat(row.consumers()).isEqualTo(1);
              assertThat(row.threads()).isEqualTo(5);
              assertThat(row.cell().condition()).isEmpty();
            })
        .extracting(row -> row.cell().contender())
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
        rows(ChartTable.RATIOS, ChartRow.Ratio.class)
            .filter(one -> one.cell().benchmark().equals("SpawnJoin"))
            .findAny()
            .orElseThrow();
    assertIs(row.estimate(), differences, 1);
    assertThat(row.estimate().score()).isLessThan(1);
    assertThat(row.factor()).isEqualTo("threadKind");
    assertThat(row.cell().contender()).isEqualTo("virtual");
    assertThat(row.baseline()).isEqualTo("platform");
    assertThat(row.label()).isEqualTo("start and join, bare thread");
    assertThat(row.headline()).isTrue();
    assertThat(row.estimate().unit()).isEqualTo("×");
  }

  @Test
  void noTwoRatiosHaveTheSameName() {
    assertThat(
            rows(ChartTable.RATIOS, ChartRow.Ratio.class)
                .map(row -> row.cell().contender() + row.baseline() + row.label()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aPairWithASideThatCannotApplyIsThereWithItsReason() {
    assertThat(
            rows(ChartTable.RATIOS, ChartRow.Ratio.class)
                .filter(row -> row.cell().benchmark().equals("ParkedThread")))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.estimate().status()).isEqualTo("n/a");
              assertThat(row.estimate().reason()).contains("kernel.threads-max");
              assertThat(row.verdict()).isEmpty();
            });
  }

  @Test
  void aScoreThatAScheduleSetIsNeitherAThroughputNorARatioOfScores() {
    assertThat(rows(ChartTable.THROUGHPUT, ChartRow.Throughput.class))
        .noneMatch(row -> row.cell().benchmark().equals("MessagingLatency"));
    assertThat(
            rows(ChartTable.RATIOS, ChartRow.Ratio.class)
                .filter(row -> row.cell().benchmark().equals("MessagingLatency")))
        .singleElement()
        .satisfies(row -> assertThat(row.label()).contains("p99 latency"));
  }

  @Test
  void aPercentileIsThatOfEachForksHistogramAndThenTheMeanOverForks() {
    var row =
        rows(ChartTable.LATENCY, ChartRow.Latency.class)
            .filter(one -> one.cell().contender().equals("Channel") && one.percentile() == 99)
            .findAny()
            .orElseThrow();
    assertIs(row.estimate(), logs(LATENCY, fork -> histogram(fork).getValueAtPercentile(99)), 1);
    assertThat(row.load()).isEqualTo(40);
    assertThat(row.topology()).isEqualTo("spsc");
    double rate =
        SampleRun.forks(LATENCY).stream()
            .mapToDouble(
                fork -> SampleRun.measured(fork).at("/metrics/rate.target/value").asDouble())
            .average()
            .orElseThrow();
    assertThat(row.rate()).isCloseTo(rate, within(1e-6 * rate));
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
            rows(ChartTable.FOOTPRINT, ChartRow.Footprint.class)
                .filter(row -> row.measure().equals("heap")))
        .singleElement()
        .satisfies(
            row -> {
              assertIs(
                  row.estimate(),
                  logs(cell, fork -> SampleRun.measured(fork).at("/metrics/heap/value").asDouble()),
                  1);
              assertThat(row.threads()).isEqualTo(1000);
              assertThat(row.depth()).isZero();
              assertThat(row.cell().contender()).isEqualTo("virtual thread");
            });
    assertThat(rows(ChartTable.FOOTPRINT, ChartRow.Footprint.class))
        .anyMatch(
            row ->
                row.cell().contender().equals("platform thread")
                    && row.estimate().status().equals("n/a"));
  }

  @Test
  void sharesAreThoseOfTheLeastAndTheMostFavouredThread() {
    var rows =
        rows(ChartTable.FAIRNESS, ChartRow.Fairness.class)
            .filter(row -> row.cell().contender().equals("Mutex"))
            .filter(row -> row.cell().threadKind().equals("virtual"))
            .toList();
    var cell =
        "sharing.SharedCounterBenchmark.step[thinkNanos=0,threadKind=VIRTUAL,threads=4,"
            + "placement=SHARED,contender=MUTEX,locks=1,holdNanos=0]";
    assertThat(rows).extracting(ChartRow.Fairness::worker).containsExactly(0, 3);
    assertThat(rows.get(0).share()).isCloseTo(metric(cell, "share.min"), within(1e-9));
    assertThat(rows.get(1).share()).isCloseTo(metric(cell, "share.max"), within(1e-9));
    assertThat(rows.get(0).jain()).isCloseTo(metric(cell, "share.jain"), within(1e-9));
  }

  private static double metric(String cell, String name) {
    return SampleRun.forks(cell).stream()
        .mapToDouble(fork -> SampleRun.measured(fork).at("/metrics/" + name + "/value").asDouble())
        .average()
        .orElseThrow();
  }

  @Test
  void pinningHasItsCarriersAndItsFloor() {
    assertThat(rows(ChartTable.PINNING, ChartRow.Pinning.class))
        .extracting(row -> row.cell().contender())
        .containsExactlyInAnyOrder("park in ReentrantLock", "park in synchronized");
    assertThat(rows(ChartTable.PINNING, ChartRow.Pinning.class))
        .allSatisfy(
            row -> {
              assertThat(row.carriers()).isEqualTo(2);
              assertThat(row.floor()).isEqualTo(320);
              assertThat(row.threads()).isEqualTo(64);
              assertThat(row.estimate().unit()).isEqualTo("ms");
            });
  }

  @Test
  void switchesArePingPongsOnly() {
    assertThat(rows(ChartTable.SWITCHES, ChartRow.Switch.class))
        .hasSize(2)
        .allMatch(
            row -> row.placement().equals("any carrier") && row.cell().contender().equals("park"));
  }

  @Test
  void tracesHoldWarmUpAndMeasurementOfEveryForkWidestFirst() {
    var first =
        rows(ChartTable.TRACES, ChartRow.Trace.class).filter(row -> row.spread() == 1).toList();
    assertThat(first).hasSize(6);
    assertThat(first).extracting(ChartRow.Trace::fork).containsExactly(1, 1, 2, 2, 3, 3);
    assertThat(first)
        .extracting(ChartRow.Trace::phase)
        .containsExactly(
            "warm-up", "measurement", "warm-up", "measurement", "warm-up", "measurement");
    // The middle of three measured iterations is the median that all are divided by.
    assertThat(first.stream().filter(row -> row.phase().equals("measurement")))
        .anyMatch(row -> row.relative() == 1);
    List<Integer> ranks =
        rows(ChartTable.TRACES, ChartRow.Trace.class).map(ChartRow.Trace::spread).toList();
    assertThat(ranks).isSorted();
  }

  @Test
  void theMachineIsThere() {
    assertThat(rows(ChartTable.MACHINES, ChartRow.Machine.class))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.machine()).isEqualTo("sample");
              assertThat(row.jdk()).isEqualTo("25");
              assertThat(row.processors()).isEqualTo(2);
              assertThat(row.memory()).isPositive();
            });
  }

  @Test
  void oneNumberOfThreadsIsNoCurve() {
    assertThat(tables.charts().rows(ChartTable.SCALING)).isEmpty();
    assertThat(tables.curves()).isEmpty();
  }
}
