package dev.threadmill.suite.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that the check which runs in every invocation fails the fork when a message is lost or
/// doubled.
class TrafficCheckTest {

  // The order of messages is promised by the conformance test alone: to look at it costs time.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SWAPS_NEIGHBOURS")
  void failsTheRoundOfAMiswiredPipe(MiswiredPipe miswired) throws InterruptedException {
    var traffic = new Traffic(1, 1, Payload.FRESH_1_KILOBYTE, 2000);
    assertThatARoundFails(traffic, traffic.duties(miswired.open()));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SWAPS_NEIGHBOURS")
  void failsTheRoundOfAChainWithAMiswiredLink(MiswiredPipe miswired) throws InterruptedException {
    var sound = new PipeShape(64, 1, 1);
    var chain =
        new Chain(
            List.of(
                PipeKind.ARRAY_BLOCKING_QUEUE.open(sound),
                miswired.open(),
                PipeKind.ARRAY_BLOCKING_QUEUE.open(sound)));
    var traffic = new Traffic(1, 1, Payload.FRESH_1_KILOBYTE, 2000);
    var duties = new ArrayList<>(traffic.duties(chain));
    duties.addAll(chain.relays());
    assertThatARoundFails(traffic, duties);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SWAPS_NEIGHBOURS")
  void failsTheRoundOfAFanWithAMiswiredPipe(MiswiredPipe miswired) throws InterruptedException {
    var pipe = miswired.open();
    var inlet = pipe.inlet();
    // To either side by the one pipe.
    var fan = new Fan(2, (side, message) -> inlet.send(message), pipe.outlet());
    var dealt = fan.dealing(FanPattern.UNIFORM);
    var traffic = new Traffic(1, 1, Payload.FRESH_1_KILOBYTE, 2000);
    assertThatARoundFails(traffic, traffic.duties(dealt));
  }

  private static void assertThatARoundFails(Traffic traffic, List<Crew.Duty> duties)
      throws InterruptedException {
    try (var crew = new Crew(ThreadKind.VIRTUAL, duties)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> {
                crew.work();
                traffic.verify();
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesEveryRoundOfASoundPipe(Payload payload) throws InterruptedException {
    var pipe = PipeKind.ARRAY_BLOCKING_QUEUE.open(new PipeShape(16, 3, 3));
    // No multiple of the number of producers.
    var traffic = new Traffic(3, 3, payload, 1000);
    try (var crew = new Crew(ThreadKind.VIRTUAL, traffic.duties(pipe))) {
      for (int round = 0; round < 5; round++) {
        crew.work();
        assertThat(traffic.verify()).isEqualTo(999 * 1000 / 2);
      }
    }
  }
}
