package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.primitives.planted.BrokenChannel;
import dev.threadmill.primitives.planted.HastyWithdrawalStress;
import dev.threadmill.primitives.planted.NoLookAfterCloseStress;
import dev.threadmill.primitives.planted.NoLookBeforeParkStress;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The tools that found nothing wrong with the channels do find what is wrong with these.
@Timeout(120)
class PlantedChannelBugTest {

  @Test
  void lincheckCatchesAMissingLookAfterTheClose() {
    assertThatThrownBy(
            () ->
                Lincheck.runConcurrentTest(
                    10_000, () -> sendAndReceive(new BrokenChannel(false, true))))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("not all was received");
  }

  /// Lincheck lets a park end for no reason, as it may, so that it does not see this one.
  @Test
  void jcstressCatchesAMissingLookBeforeThePark() {
    StressRun.of(NoLookBeforeParkStress.class).assertCaught();
  }

  @Test
  void jcstressCatchesAMissingLookAfterTheClose() {
    StressRun.of(NoLookAfterCloseStress.class).assertCaught();
  }

  @Test
  void jcstressCatchesAWithdrawalOfWhatWasTaken() {
    StressRun.of(HastyWithdrawalStress.class).assertCaught();
  }

  private static void sendAndReceive(BrokenChannel channel) {
    Thread sender =
        new Thread(
            () -> {
              channel.send(1);
              channel.close();
            });
    sender.start();
    int received = channel.receive();
    try {
      sender.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (received != 1) {
      throw new AssertionError("not all was received");
    }
  }
}
