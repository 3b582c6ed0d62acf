package dev.threadmill.suite.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Schedule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.SingleWriterRecorder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests what every server must do before its speed means anything, and what the clients
/// notice.
class ServingConformanceTest {
  private static final int CONNECTIONS = 8;
  private static final int LIMIT = 3;
  private static final long LONG = TimeUnit.MINUTES.toNanos(4);
  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(200);

  @ParameterizedTest
  @MethodSource("servers")
  void answersEveryRequestOnce(ServerKind contender, ThreadKind kind) throws Exception {
    for (int frameBytes : new int[] {Frame.LEAST_BYTES, 1040, 300_000}) {
      try (var backend = new DelayingBackend(0);
          var server = contender.open(frameBytes, backend, kind, LIMIT)) {
        rounds(server, frameBytes, 3, 40, LONG);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void waitsForTheBackendBeforeItAnswers(ServerKind contender, ThreadKind kind) throws Exception {
    var latency = new SingleWriterRecorder(3);
    try (var backend = new DelayingBackend(2);
        var server = contender.open(64, backend, kind, LIMIT);
        var clients = new Clients(server.port(), 2, 64, latency, LONG);
        var crew = new Crew(ThreadKind.PLATFORM, List.of(clients))) {
      clients.plan(6, new Schedule(System.nanoTime(), 1, 1));
      crew.work();
    }
    var histogram = latency.getIntervalHistogram();
    assertThat(histogram.getTotalCount()).isEqualTo(6);
    assertThat(histogram.getMinNonZeroValue()).isGreaterThan(1_990_000);
  }

  /// As many are under way as the contender says, no fewer and no more, on the kind of thread asked
  /// for.
  @ParameterizedTest
  @MethodSource("servers")
  void hasAsManyRequestsUnderWayAsItClaims(ServerKind contender, ThreadKind kind) throws Exception {
    int expected =
        switch (contender) {
          case POOL, THREAD_PER_REQUEST_LIMITED -> LIMIT;
          case THREAD_PER_REQUEST, THREAD_PER_CONNECTION, SELECTOR -> CONNECTIONS;
        };
    var backend = new GatedBackend(expected);
    try (var server = contender.open(64, backend, kind, LIMIT)) {
      rounds(server, 64, 1, 40, LONG);
    }
    assertThat(backend.calls()).isEqualTo(40);
    assertThat(backend.mostInside()).isEqualTo(expected);
    if (contender == ServerKind.SELECTOR) {
      assertThat(backend.kinds).isEmpty();
    } else {
      assertThat(backend.kinds).containsExactly(kind == ThreadKind.VIRTUAL);
    }
  }

  @ParameterizedTest
  @EnumSource
  void clientsNoticeAMiswiredServer(MiswiredServer.Fault fault) throws Exception {
    try (var server = new MiswiredServer(64, fault)) {
      assertThatIllegalStateException().isThrownBy(roundsOf(server));
    }
  }

  /// The payload is part of the answer, else nobody would know whether it was read.
  @Test
  void anAnswerDependsOnEveryWordOfThePayload() {
    var frame = Frame.allocate(64);
    Frame.fill(frame, 1);
    Frame.number(frame, 5);
    Frame.answer(frame);
    assertThat(Frame.answers(frame, 5)).isTrue();
    assertThat(Frame.answers(frame, 6)).isFalse();
    for (int i = Frame.LEAST_BYTES; i < 64; i += Long.BYTES) {
      frame.putLong(i, frame.getLong(i) ^ 1);
      assertThat(Frame.answers(frame, 5)).isFalse();
      frame.putLong(i, frame.getLong(i) ^ 1);
    }
  }

  private static ThrowingCallable roundsOf(Server server) {
    return () -> rounds(server, 64, 3, 100, SHORT);
  }

  private static void rounds(Server server, int frameBytes, int rounds, int requests, long patience)
      throws Exception {
    var latency = new SingleWriterRecorder(3);
    try (var clients = new Clients(server.port(), CONNECTIONS, frameBytes, latency, patience);
        var crew = new Crew(ThreadKind.PLATFORM, List.of(clients))) {
      for (int round = 0; round < rounds; round++) {
        clients.plan(requests, new Schedule(System.nanoTime(), 1, 1));
        crew.work();
        clients.verify();
      }
    }
    assertThat(latency.getIntervalHistogram().getTotalCount()).isEqualTo((long) rounds * requests);
  }

  static Stream<Arguments> servers() {
    return Stream.of(ServerKind.values())
        .flatMap(contender -> Stream.of(ThreadKind.values()).map(k -> arguments(contender, k)))
        .filter(cell -> !isNotApplicable((ServerKind) cell.get()[0], (ThreadKind) cell.get()[1]));
  }

  private static boolean isNotApplicable(ServerKind contender, ThreadKind kind) {
    boolean refused = false;
    try (var backend = new DelayingBackend(0);
        var server = contender.open(64, backend, kind, 1)) {
      assertThat(server.port()).isPositive();
    } catch (NotApplicable reason) {
      refused = true;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    boolean oneKindOnly = contender == ServerKind.POOL || contender == ServerKind.SELECTOR;
    assertThat(refused).isEqualTo(oneKindOnly && kind == ThreadKind.VIRTUAL);
    return refused;
  }
}
