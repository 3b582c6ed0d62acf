package dev.threadmill.questions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests what readers see for the words of code.
class NamesTest {
  private static Cell cell(String benchmark, String name, String value) {
    return new Cell(benchmark, "avgt", Map.of(name, value), null, null, null);
  }

  @ParameterizedTest
  @CsvSource({
    "messaging.MessagingThroughputBenchmark.transfer, ARRAY_BLOCKING_QUEUE, ArrayBlockingQueue",
    "messaging.MessagingThroughputBenchmark.transfer, JCTOOLS_MPSC_SPINNING, JCTools MPSC spinning",
    "sharing.SharedCounterBenchmark.step, REENTRANT_LOCK_FAIR, ReentrantLock fair",
    "sharing.SharedCounterBenchmark.step, SYNCHRONIZED, synchronized",
    "spawning.SpawnJoinBenchmark.spawnAndJoin, BARE_THREAD, bare thread",
    "spawning.SpawnJoinBenchmark.spawnAndJoin, ARRAY_BLOCKING_QUEUE, array blocking queue",
    "spawning.SpawnJoinBenchmark.spawnAndJoin, all, all",
    "spawning.SpawnJoinBenchmark.spawnAndJoin, dev.threadmill.Foo, dev.threadmill.Foo",
  })
  void aContenderIsCalledAsItsConstantSaysOrInWords(
      String benchmark, String constant, String words) {
    var cell = cell("dev.threadmill.suite." + benchmark, "contender", constant);
    assertThat(Names.value(cell, "contender")).isEqualTo(words);
    assertThat(Names.contender(cell)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "holdNanos, 50, hold 50 ns",
    "payloadBytes, 1024, payload 1024 B",
    "loadPercent, 40, load 40 %",
    "locks, 1, 1 lock",
    "threads, 64, 64 threads",
    "placement, OWN_PADDED, placement own padded",
    "capacity, unbounded, capacity unbounded",
    "busyPerCore, 2, busy per core 2",
  })
  void aParameterReadsAsAPhrase(String name, String value, String phrase) {
    assertThat(Names.parameter(cell("dev.threadmill.suite.a.Bench.run", name, value), name))
        .isEqualTo(phrase);
  }

  @ParameterizedTest
  @CsvSource({
    "baseline.HarnessBaselineBenchmark.nothing, empty method",
    "baseline.HarnessBaselineBenchmark.arithmetic, arithmetic",
    "spawning.SpawnJoinBenchmark.spawnAndJoin, start and join",
    "spawning.SpawnJoinBenchmark.none, start and join",
  })
  void aBenchmarkIsCalledByItselfOrElseByItsClass(String benchmark, String subject) {
    assertThat(Names.subject(cell("dev.threadmill.suite." + benchmark, "members", "2")))
        .isEqualTo(subject);
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, Go empty arm",
    "arithmetic, Go arithmetic",
  })
  void whereALaneComparesNothingItsOwnWordsStand(String benchmark, String words) {
    var name = "dev.threadmill.suite.baseline.HarnessBaselineBenchmark." + benchmark;
    var cell = new Cell(name, "avgt", Map.of(), null, null, null, "go");
    assertThat(Names.contender(cell)).isEqualTo(words);
    assertThat(Names.inItsRuntime(cell)).isEqualTo(words);
  }

  @Test
  void aCellIsCalledByItsQuestion() {
    var cell =
        new Cell(
            "dev.threadmill.suite.spawning.SpawnJoinBenchmark.spawnAndJoin",
            "avgt",
            Map.of("threadKind", "VIRTUAL", "contender", "BARE_THREAD"),
            null,
            null,
            null);
    assertThat(Names.of(cell)).isEqualTo("spawn  bare thread, virtual threads");
    var foreign = new Cell("com.example.Bench.run", "avgt", Map.of(), null, null, null);
    assertThat(Names.of(foreign)).isEqualTo("Bench.run");
  }

  @ParameterizedTest
  @CsvSource({
    "spawning.SpawnJoinBenchmark.spawnAndJoin, BARE_THREAD, coroutine, 'spawn  coroutines'",
    "messaging.MessagingThroughputBenchmark.transfer, CHANNEL, Kotlin Channel, 'channel-or-queue  Kotlin Channel, coroutines'",
    "sharing.SharedCounterBenchmark.step, MUTEX, Kotlin Mutex, 'mutex-or-arc  Kotlin Mutex, coroutines'",
    "sharing.SharedCounterBenchmark.step, ARC, Arc, 'mutex-or-arc  Arc, coroutines'",
  })
  void whatRunsOnCoroutinesIsCalledAsKotlinCallsIt(
      String benchmark, String constant, String contender, String label) {
    var cell =
        new Cell(
            "dev.threadmill.suite." + benchmark,
            "avgt",
            Map.of("threadKind", "COROUTINE", "contender", constant),
            null,
            null,
            null);
    assertThat(Names.contender(cell)).isEqualTo(contender);
    assertThat(Names.units(cell)).isEqualTo("coroutines");
    assertThat(Names.threadKind(cell)).isEqualTo("coroutines");
    assertThat(Names.of(cell)).isEqualTo(label);
    assertThat(Names.model(cell)).isEqualTo(constant.equals("ARC") ? "does not block" : "M:N");
    var platform =
        new Cell(
            cell.benchmark(),
            "avgt",
            Map.of("threadKind", "PLATFORM", "contender", constant),
            null,
            null,
            null);
    assertThat(Names.of(new Comparison("threadKind", platform, cell)))
        .endsWith("coroutines against platform threads");
  }

  private static Cell spawned(@Nullable String lane, String kind) {
    return new Cell(
        "dev.threadmill.suite.spawning.SpawnJoinBenchmark.spawnAndJoin",
        "avgt",
        Map.of("threadKind", kind, "contender", "BARE_THREAD"),
        null,
        null,
        null,
        lane);
  }

  @Test
  void aCellOfALaneIsCalledAsItsLanguageCallsIt() {
    var go = spawned("go", "VIRTUAL");
    assertThat(Names.units(go)).isEqualTo("goroutines");
    assertThat(Names.inItsRuntime(go)).isEqualTo("goroutines");
    assertThat(Names.of(go)).isEqualTo("spawn  goroutines");
    assertThat(Names.model(go)).isEqualTo("M:N");
    var rust = spawned("rust", "PLATFORM");
    assertThat(Names.units(rust)).isEqualTo("Rust threads");
    assertThat(Names.threadKind(rust)).isEqualTo("Rust");
    var jvm = spawned(null, "VIRTUAL");
    assertThat(Names.inItsRuntime(jvm)).isEqualTo("virtual threads");
    assertThat(Names.of(new Comparison(Cell.LANE, jvm, go)))
        .isEqualTo("spawn  goroutines against virtual threads");
  }

  private static Cell contended(String contender, String kind) {
    var params = Map.of(Cell.CONTENDER, contender, Cell.THREAD_KIND, kind, "threads", "4");
    var benchmark = "dev.threadmill.suite.sharing.SharedCounterBenchmark.step";
    return new Cell(benchmark, "avgt", params, null, null, null);
  }

  @Test
  void aComparisonIsCalledByItsQuestionAndBothSides() {
    var mutex = contended("MUTEX", "VIRTUAL");
    var arc = contended("ARC", "VIRTUAL");
    assertThat(Names.of(new Comparison(Cell.CONTENDER, mutex, arc)))
        .isEqualTo("mutex-or-arc  Arc against Mutex, 4 virtual threads");
    var platform = contended("MUTEX", "PLATFORM");
    assertThat(Names.of(new Comparison(Cell.THREAD_KIND, platform, mutex)))
        .isEqualTo("mutex-or-arc  Mutex, 4 virtual against platform threads");
    var one = new Cell("com.example.Bench.run", "avgt", Map.of(), 1, null, null);
    var two = new Cell("com.example.Bench.run", "avgt", Map.of(), 2, null, null);
    assertThat(Names.of(new Comparison(Cell.CORES, one, two)))
        .isEqualTo("Bench.run, 2 cores against 1 core");
  }

  /// What another's file calls a benchmark is a name and never a class to load.
  @Test
  void noClassLoadsBecauseAFileNamesIt() {
    var cell = cell(NamesTest.class.getName() + "$Trap.run", "contender", "MUTEX");
    assertThat(Names.contender(cell)).isEqualTo("MUTEX");
    assertThat(Names.subject(cell)).isEqualTo("NamesTest$Trap.run");
    assertThat(Questions.of(cell)).isEmpty();
    assertThat(System.getProperty("names.trap")).isNull();
  }

  static final class Trap {
    static {
      System.setProperty("names.trap", "loaded");
    }

    private Trap() {}
  }

  @Test
  void aBenchmarkIsCalledAsItsClassSays() {
    assertThat(
            Names.subject(
                cell(
                    "dev.threadmill.suite.spawning.SpawnJoinBenchmark.spawnAndJoin", "batch", "1")))
        .isEqualTo("start and join");
    assertThat(
            Names.subject(
                cell("dev.threadmill.suite.machine.CoreToCoreBenchmark.roundTrip", "to", "1")))
        .isEqualTo("core to core");
  }

  @Test
  void aBenchmarkFromElsewhereHasAName() {
    var cell = new Cell("com.example.QueueBench.offer", "thrpt", Map.of(), null, null, null);
    assertThat(Names.benchmark(cell)).isEqualTo("QueueBench.offer");
    assertThat(Names.contender(cell)).isEqualTo("QueueBench.offer");
    assertThat(Names.benchmark(new Cell("bare", "avgt", Map.of(), null, null, null)))
        .isEqualTo("bare");
  }
}
