package dev.threadmill.suite.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.LatencyResult;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Schedule;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that latencies count from the intended send, and that a wrong pipe fails the round.
class PacedTrafficTest {

  /// As after a stall of a second: a loop that counted from the actual send would see no delay.
  @ParameterizedTest
  @EnumSource
  void aMessageSentLateIsLateFromItsIntendedSend(ThreadKind kind) throws Exception {
    var latencies = new Latencies();
    var traffic = new PacedTraffic(PipeKind.ARRAY_BLOCKING_QUEUE.open(new PipeShape(64, 2, 1)), 2);
    try (var crew = new Crew(kind, traffic.duties())) {
      latencies.beforeIteration(null, null);
      long start = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
      traffic.plan(100, new Schedule(start, 1e6, 1));
      crew.work();
      assertThat(traffic.verify()).isGreaterThan(start + TimeUnit.SECONDS.toNanos(1));
    }
    Histogram latency = null;
    for (var result : latencies.afterIteration(null, null, null)) {
      if (result instanceof LatencyResult recorded && result.getLabel().equals("latency")) {
        latency = recorded.histogram();
      }
    }
    assertThat(latency).isNotNull();
    assertThat(latency.getTotalCount()).isEqualTo(100);
    // The last was meant to be sent 99 ms after the start.
    assertThat(latency.getMinValue()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(890));
  }

  @ParameterizedTest
  @EnumSource(names = {"DROPS_EVERY_1000TH", "DUPLICATES_ONE", "SENDS_ANOTHER_INSTEAD"})
  void failsTheRoundOfAMiswiredPipe(MiswiredPipe miswired) throws InterruptedException {
    var traffic = new PacedTraffic(miswired.open(), 1);
    try (var crew = new Crew(ThreadKind.VIRTUAL, traffic.duties())) {
      traffic.plan(2000, new Schedule(System.nanoTime(), 0, 1));
      crew.work();
      assertThatIllegalStateException().isThrownBy(traffic::verify);
    }
  }
}
