package dev.threadmill.suite.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that every wire carries the baton and waits the way it claims, and that one which does
/// not is caught.
class SwitchingConformanceTest {

  @ParameterizedTest
  @MethodSource("contenders")
  void everyBatonArrivesOnceInOrder(WireKind contender, ThreadKind kind) throws Exception {
    try (var there = contender.wire();
        var back = contender.wire()) {
      new WireConformance(there, back, kind).check();
    }
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void thePairTakesTurns(WireKind contender, ThreadKind kind) throws Exception {
    for (int depth : new int[] {0, 1, 50}) {
      try (var pair = new PingPong(contender.wire(), contender.wire(), kind, 500, depth)) {
        assertThat(pair.work()).isEqualTo(500);
        assertThat(pair.work()).isEqualTo(1_000);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void theReceiverSleepsUnlessItSpins(WireKind contender, ThreadKind kind) throws Exception {
    var wire = contender.wire();
    var sent = new Baton();
    var receiver =
        kind.spawn(
            () -> {
              Baton received = wire.receive();
              wire.rest();
              return received;
            });
    for (int seen = 0; seen < 200; seen++) {
      while (contender != WireKind.SPIN
          && contender != WireKind.YIELD
          && receiver.thread().getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      if (contender == WireKind.SPIN) {
        assertThat(receiver.thread().getState()).isEqualTo(Thread.State.RUNNABLE);
      }
      Thread.yield();
      assertThat(receiver.isFinished()).as("returned before anything was sent").isFalse();
    }
    wire.send(sent);
    assertThat(receiver.join()).isSameAs(sent);
    wire.close();
  }

  @ParameterizedTest
  @EnumSource
  void aMisWiredWireDoesNotConform(MisWiredWire misWired) {
    for (ThreadKind kind : ThreadKind.values()) {
      var conformance = new WireConformance(misWired.wire(), misWired.wire(), kind);
      assertThatThrownBy(conformance::check).isInstanceOf(AssertionError.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRoundOfAMisWiredPairFails(MisWiredWire misWired) throws Exception {
    for (ThreadKind kind : ThreadKind.values()) {
      try (var pair = new PingPong(misWired.wire(), misWired.wire(), kind, 5_000, 0)) {
        assertThatIllegalStateException()
            .isThrownBy(pair::work)
            .withMessageContaining("The baton was passed");
      }
    }
  }

  @Test
  void onASingleCarrierOneVirtualThreadRunsAtATime() throws Exception {
    assumeTrue(Carriers.canBeChanged() && Runtime.getRuntime().availableProcessors() > 1);
    untilTwoRunAtOnce();
    try (var single = Carriers.onlyOne()) {
      assertThat(Carriers.twoRunAtOnce()).isFalse();
      for (WireKind contender : WireKind.values()) {
        if (contender == WireKind.SPIN || contender == WireKind.YIELD) {
          continue;
        }
        var kind = ThreadKind.VIRTUAL;
        try (var pair =
            new PingPong(contender.connect(kind, 1), contender.connect(kind, 1), kind, 50, 0)) {
          assertThat(pair.work()).isEqualTo(50);
          assertThat(pair.carriers().takeShare()).as(contender.name()).isEqualTo(1);
        }
      }
    }
    untilTwoRunAtOnce();
  }

  /// Where others are busy a second carrier may come late.
  private static void untilTwoRunAtOnce() throws InterruptedException {
    while (!Carriers.twoRunAtOnce()) {
      Thread.yield();
    }
  }

  @Test
  void threadsThatNeverLeaveTheirCarriersAreSeenOnTwo() throws Exception {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1);
    var contender = WireKind.SPIN;
    try (var pair = new PingPong(contender.wire(), contender.wire(), ThreadKind.VIRTUAL, 500, 0)) {
      pair.work();
      assertThat(pair.carriers().takeShare()).isZero();
    }
  }

  @Test
  void theShareIsThatOfTheLooksSinceTheLastOne() throws Exception {
    var log = new CarrierLog(2);
    Thread.startVirtualThread(
            () -> {
              log.giverIsHere(0);
              log.takerIsHere(0);
              log.giverIsHere(1);
            })
        .join();
    log.takerIsHere(1); // a platform thread is on no carrier
    log.add();
    assertThat(log.takeShare()).isEqualTo(0.5);
    log.takerIsHere(0);
    log.add();
    assertThat(log.takeShare()).isZero();
  }

  @Test
  void whatNeverLetsTheOtherRunIsNotApplicable() {
    assertThatThrownBy(() -> WireKind.SPIN.connect(ThreadKind.PLATFORM, 1))
        .isInstanceOf(NotApplicable.class)
        .hasMessageContaining("only core");
    assertThatThrownBy(() -> WireKind.YIELD.connect(ThreadKind.VIRTUAL, 1))
        .isInstanceOf(NotApplicable.class)
        .hasMessageContaining("only carrier");
  }

  static Stream<Arguments> contenders() {
    return Stream.of(WireKind.values())
        .flatMap(
            contender -> Stream.of(ThreadKind.values()).map(kind -> Arguments.of(contender, kind)))
        .filter(cell -> applies((WireKind) cell.get()[0], (ThreadKind) cell.get()[1]));
  }

  private static boolean applies(WireKind contender, ThreadKind kind) {
    try (var wire = contender.connect(kind, Runtime.getRuntime().availableProcessors())) {
      return wire != null;
    } catch (NotApplicable here) {
      return false;
    }
  }
}
