package dev.threadmill.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Cell;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What readers see for the words of code.
class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "CHANNEL, Channel",
    "ARRAY_BLOCKING_QUEUE, ArrayBlockingQueue",
    "REENTRANT_LOCK_FAIR, ReentrantLock fair",
    "JCTOOLS_MPSC_SPINNING, JCTools MPSC spinning",
    "SYNCHRONIZED, synchronized",
    "BARE_THREAD, bare thread",
    "ARCADE, arcade",
    "all, all",
    "dev.threadmill.Foo, dev.threadmill.Foo",
  })
  void aConstantIsATypeOrWords(String constant, String words) {
    assertThat(Names.value(constant)).isEqualTo(words);
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
    assertThat(Names.parameter(name, value)).isEqualTo(phrase);
  }

  @Test
  void aBenchmarkFromElsewhereHasAName() {
    var cell = new Cell("com.example.QueueBench.offer", "thrpt", Map.of(), null, null, null);
    assertThat(Names.benchmark(cell)).isEqualTo("QueueBench");
    assertThat(Names.contender(cell)).isEqualTo("queue bench");
    assertThat(Names.benchmark(new Cell("bare", "avgt", Map.of(), null, null, null)))
        .isEqualTo("bare");
  }
}
