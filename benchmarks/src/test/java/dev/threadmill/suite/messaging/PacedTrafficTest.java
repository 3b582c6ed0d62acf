package dev.threadmill.suite.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.LatencyResult;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Schedule;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that latencies count from the intended send, that the control keeps the same times, and
/// that a wrong pipe or pace fails the round.
@ExtendWith(UnclosedPipes.class)
class PacedTrafficTest {
  private static final int MESSAGES = 100;
  private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /// The last message is meant to be sent 99 ms after the start, when a second has gone by.
  private static final long LEAST_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(890);

  /// A round that begins a second after its first message was due, as after a stall.
  private static Schedule stalled() {
    return new Schedule(System.nanoTime() - STALL_NANOS, 1e6, 1);
  }

  /// Counts from the actual send: coordinated omission.
  private static Pace omitting(Schedule schedule) {
    var begun = IntStream.range(0, MESSAGES).mapToLong(i -> Long.MAX_VALUE).toArray();
    return new Pace() {
      @Override
      public long due(long message) {
        return Math.min(begun[(int) message], System.nanoTime());
      }

      @Override
      public int await(long message) {
        int pauses = schedule.await(message, false);
        begun[(int) message] = System.nanoTime();
        return pauses;
      }
    };
  }

  /// Waits for nothing.
  private static Pace hurrying(Schedule schedule) {
    return new Pace() {
      @Override
      public long due(long message) {
        return schedule.due(message);
      }

      @Override
      public int await(long message) {
        return 0;
      }
    };
  }

  private interface Plan {
    void of(PacedTraffic traffic);
  }

  /// What a round of two producers records.
  private static Map<String, Histogram> recorded(ThreadKind kind, Plan plan) throws Exception {
    var latencies = new Latencies();
    var traffic = new PacedTraffic(PipeKind.ARRAY_BLOCKING_QUEUE.open(new PipeShape(64, 2, 1)), 2);
    try (var crew = new Crew(kind, traffic.duties())) {
      latencies.beforeIteration(null, null);
      plan.of(traffic);
      crew.work();
    }
    return latencies.afterIteration(null, null, null).stream()
        .filter(LatencyResult.class::isInstance)
        .map(LatencyResult.class::cast)
        .collect(Collectors.toMap(LatencyResult::getLabel, LatencyResult::histogram));
  }

  @ParameterizedTest
  @EnumSource
  void aMessageSentLateIsLateFromItsIntendedSend(ThreadKind kind) throws Exception {
    var recorded = recorded(kind, traffic -> traffic.plan(MESSAGES, stalled()));
    assertThat(recorded).containsOnlyKeys("latency", "lateness");
    assertThat(recorded.get("latency").getTotalCount()).isEqualTo(MESSAGES);
    assertThat(recorded.get("latency").getMinValue()).isGreaterThan(LEAST_LATE_NANOS);
    assertThat(recorded.get("lateness").getMinValue()).isGreaterThan(LEAST_LATE_NANOS);
  }

  @ParameterizedTest
  @EnumSource
  void theControlIsLateFromTheSameTimesAndSendsNothing(ThreadKind kind) throws Exception {
    var recorded = recorded(kind, traffic -> traffic.planControl(MESSAGES, stalled()));
    assertThat(recorded).containsOnlyKeys("control");
    assertThat(recorded.get("control").getTotalCount()).isEqualTo(MESSAGES);
    assertThat(recorded.get("control").getMinValue()).isGreaterThan(LEAST_LATE_NANOS);
  }

  /// So the two tests above would not pass if latency counted from the actual send.
  @ParameterizedTest
  @EnumSource
  void countedFromTheActualSendNobodyWouldSeeTheStall(ThreadKind kind) throws Exception {
    var messages = recorded(kind, traffic -> traffic.plan(MESSAGES, omitting(stalled()), false));
    assertThat(messages.get("latency").getMinValue()).isLessThan(LEAST_LATE_NANOS);
    var control = recorded(kind, traffic -> traffic.plan(MESSAGES, omitting(stalled()), true));
    assertThat(control.get("control").getMinValue()).isLessThan(LEAST_LATE_NANOS);
  }

  @ParameterizedTest
  @EnumSource
  void failsAControlThatIsNotPaced(ThreadKind kind) {
    var soon = new Schedule(System.nanoTime() + TimeUnit.HOURS.toNanos(1), 1e6, 1);
    assertThatIllegalStateException()
        .isThrownBy(() -> recorded(kind, traffic -> traffic.plan(MESSAGES, hurrying(soon), true)))
        .withMessageContaining("was not due for another");
  }

  @ParameterizedTest
  @EnumSource
  void aRoundLastsAtLeastAsLongAsItsSchedule(ThreadKind kind) throws Exception {
    for (boolean control : new boolean[] {true, false}) {
      var schedule = new Schedule(System.nanoTime(), 1e6, 10);
      recorded(kind, traffic -> traffic.plan(MESSAGES, Pace.of(schedule, 3), control));
      assertThat(System.nanoTime()).isGreaterThanOrEqualTo(schedule.due(MESSAGES - 1));
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"DROPS_EVERY_1000TH", "DUPLICATES_ONE", "SENDS_ANOTHER_INSTEAD", "SWAPS_NEIGHBOURS"})
  void failsTheRoundOfAMiswiredPipe(MiswiredPipe miswired) throws InterruptedException {
    var traffic = new PacedTraffic(miswired.open(), 1);
    try (var crew = new Crew(ThreadKind.VIRTUAL, traffic.duties())) {
      traffic.plan(2000, new Schedule(System.nanoTime(), 0, 1));
      crew.work();
      assertThatIllegalStateException().isThrownBy(traffic::verify);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyContenderKeepsItsMessagesInRoundsBetweenControls(PipeKind contender)
      throws InterruptedException {
    for (var kind : ThreadKind.values()) {
      var traffic = new PacedTraffic(open(contender), 1);
      try (var crew = new Crew(kind, traffic.duties())) {
        for (int burst : new int[] {1, 32, 1}) {
          traffic.planControl(320, new Schedule(System.nanoTime(), 1e4, burst));
          crew.work();
          traffic.plan(320, new Schedule(System.nanoTime(), 1e4, burst));
          crew.work();
          traffic.verify();
        }
      }
    }
  }

  private static Pipe open(PipeKind contender) {
    for (var capacity : new String[] {"64", "0"}) {
      try {
        return contender.open(PipeShape.of(capacity, 1, 1));
      } catch (NotApplicable e) {
        continue; // it has the other
      }
    }
    return contender.open(PipeShape.of("unbounded", 1, 1));
  }
}
