package dev.threadmill.suite.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Schedule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
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
        var clients = new Clients(server, 2, 64, latency, LONG);
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
          case POOL, THREAD_PER_REQUEST_LIMITED, HTTP_SERVER_POOL -> LIMIT;
          case THREAD_PER_REQUEST, THREAD_PER_CONNECTION, HTTP_SERVER, SELECTOR -> CONNECTIONS;
        };
    assertThat(contender.mostAtOnce(CONNECTIONS, LIMIT)).isEqualTo(expected);
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
  @MethodSource("faults")
  void clientsNoticeAMiswiredServer(MiswiredServer.Fault fault, Protocol protocol)
      throws Exception {
    try (var server = new MiswiredServer(protocol, 64, fault)) {
      assertThatIllegalStateException().isThrownBy(roundsOf(server));
    }
  }

  /// Or nobody would know that it is the fault which they notice.
  @ParameterizedTest
  @EnumSource
  void clientsAcceptTheSameServerWithoutAFault(Protocol protocol) throws Exception {
    try (var server = new MiswiredServer(protocol, 64, null)) {
      rounds(server, 64, 3, 100, LONG);
    }
  }

  /// By default the JDK's server closes all idle connections but 200, and a client that finds its
  /// own closed fails.
  @Test
  void theHttpServerKeepsEveryConnectionAlive() throws Exception {
    int connections = 300;
    var latency = new SingleWriterRecorder(3);
    try (var backend = new DelayingBackend(0);
        var server = ServerKind.HTTP_SERVER.open(64, backend, ThreadKind.VIRTUAL, LIMIT);
        var clients = new Clients(server, connections, 64, latency, LONG);
        var crew = new Crew(ThreadKind.PLATFORM, List.of(clients))) {
      for (int round = 0; round < 3; round++) {
        clients.plan(2 * connections, new Schedule(System.nanoTime(), 1, 1));
        crew.work();
        clients.verify();
      }
    }
    assertThat(latency.getIntervalHistogram().getTotalCount()).isEqualTo(6L * connections);
  }

  /// A head arrives in pieces, and each of them but the last leaves something to wait for.
  @Test
  void aHeadOfHttpIsWholeOnlyAtItsEnd() {
    byte[] head = "HTTP/1.1 200 OK\r\nContent-length: 64\r\n\r\n".getBytes(UTF_8);
    var received = ByteBuffer.allocate(head.length + 64);
    for (byte next : head) {
      assertThat(Protocol.HTTP.responseHead(received, 64)).isGreaterThan(received.position());
      received.put(next);
    }
    assertThat(Protocol.HTTP.responseHead(received, 64)).isEqualTo(head.length);
    received.put(new byte[64]);
    assertThat(Protocol.HTTP.responseHead(received, 64)).isEqualTo(head.length);
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
    try (var clients = new Clients(server, CONNECTIONS, frameBytes, latency, patience);
        var crew = new Crew(ThreadKind.PLATFORM, List.of(clients))) {
      for (int round = 0; round < rounds; round++) {
        clients.plan(requests, new Schedule(System.nanoTime(), 1, 1));
        crew.work();
        clients.verify();
      }
    }
    assertThat(latency.getIntervalHistogram().getTotalCount()).isEqualTo((long) rounds * requests);
  }

  static Stream<Arguments> faults() {
    return Stream.of(MiswiredServer.Fault.values())
        .flatMap(fault -> Stream.of(Protocol.values()).map(wire -> arguments(fault, wire)))
        .filter(one -> ((MiswiredServer.Fault) one.get()[0]).isPossible((Protocol) one.get()[1]));
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
    boolean oneKindOnly =
        Set.of(ServerKind.POOL, ServerKind.HTTP_SERVER_POOL, ServerKind.SELECTOR)
            .contains(contender);
    assertThat(refused).isEqualTo(oneKindOnly && kind == ThreadKind.VIRTUAL);
    return refused;
  }
}
