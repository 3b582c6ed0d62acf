package dev.threadmill.suite.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests what every way to wait on several pipes, and every chain of pipes, must do.
@ExtendWith(UnclosedPipes.class)
class SelectConformanceTest {

  @ParameterizedTest
  @MethodSource("fans")
  void everyMessageOfEveryPipeArrivesOnce(
      FanKind contender, int capacity, FanPattern pattern, ThreadKind kind)
      throws InterruptedException {
    var fan = contender.open(3, capacity);
    var arrived = new TrafficRound(fan.dealing(pattern), kind, fan.forwarders()).arrivals(600);
    assertThat(arrived).hasSize(600).doesNotHaveDuplicates();
    // Between the pipes no order is promised, within one it is.
    for (int i = 0; i < 3; i++) {
      int from = i;
      assertThat(arrived.stream().filter(n -> pattern.pipe(n, 3) == from)).isSorted();
    }
  }

  /// A way that looks at one pipe only would wait for ever.
  @ParameterizedTest
  @MethodSource("fans")
  void aMessageInAnyPipeIsEnough(
      FanKind contender, int capacity, FanPattern pattern, ThreadKind kind) throws Exception {
    for (int only = 0; only < 3; only++) {
      int number = only;
      var fan = contender.open(3, capacity);
      var pipe = fan.dealing(FanPattern.UNIFORM);
      var outlet = pipe.outlet();
      try (var forwarders = new Crew(kind, fan.forwarders())) {
        forwarders.work(
            () -> {
              var sender = kind.spawn(() -> send(pipe, new Message(number)));
              assertThat(outlet.receive().number()).isEqualTo(number);
              sender.join();
              var last = kind.spawn(() -> send(pipe, Message.END));
              assertThat(outlet.receive()).isSameAs(Message.END);
              last.join();
            });
      }
    }
  }

  @ParameterizedTest
  @MethodSource("links")
  void aChainDeliversEachMessageOnceAndInOrder(PipeKind contender, String capacity, ThreadKind kind)
      throws InterruptedException {
    List<Pipe> links = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      links.add(contender.open(PipeShape.of(capacity, 1, 1)));
    }
    var chain = new Chain(links);
    var round = new TrafficRound(chain, kind, chain.relays());
    assertThat(round.arrivals(300)).hasSize(300).isSorted().doesNotHaveDuplicates();
  }

  private static boolean send(Pipe pipe, Message message) throws InterruptedException {
    pipe.inlet().send(message);
    return true;
  }

  static Stream<Arguments> fans() {
    List<Arguments> fans = new ArrayList<>();
    for (var contender : FanKind.values()) {
      for (int capacity : new int[] {0, 4}) {
        for (var pattern : FanPattern.values()) {
          for (var kind : ThreadKind.values()) {
            fans.add(arguments(contender, capacity, pattern, kind));
          }
        }
      }
    }
    return fans.stream();
  }

  static Stream<Arguments> links() {
    return MessagingConformanceTest.pairs()
        .map(Arguments::get)
        .map(cell -> arguments(cell[0], ((PipeShape) cell[1]).capacityName(), cell[2]));
  }
}
