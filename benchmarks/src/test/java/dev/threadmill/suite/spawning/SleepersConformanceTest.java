package dev.threadmill.suite.spawning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that sleepers sleep to their time, and that one which does not is caught.
class SleepersConformanceTest {

  @ParameterizedTest
  @EnumSource
  void nobodyWakesEarlyAndEveryoneWakes(TimerKind contender) throws Exception {
    for (ThreadKind kind : ThreadKind.values()) {
      try (var sleepers = contender.sleepers(kind, 40)) {
        for (int spreadMillis : new int[] {0, 20, 0}) {
          long first = sleepers.sleep(spreadMillis * 1_000_000L);
          assertThat(sleepers.due(0)).isEqualTo(first);
          assertThat(sleepers.due(39)).isEqualTo(first + spreadMillis * 1_000_000L * 39 / 40);
          sleepers.awaitAll();
          for (int i = 0; i < sleepers.count(); i++) {
            assertThat(sleepers.lateNanos(i)).isNotNegative();
          }
        }
      }
    }
  }

  @Test
  void aSleeperThatDoesNotSleepIsCaught() throws Exception {
    try (var sleepless = new Sleepless()) {
      sleepless.sleep(0);
      sleepless.awaitAll();
      assertThat(sleepless.lateNanos(0)).isNotNegative();
      assertThatIllegalStateException()
          .isThrownBy(() -> sleepless.lateNanos(1))
          .withMessageContaining("Sleeper 1");
    }
  }

  /// Two sleepers, of which the second wakes before its time.
  private static final class Sleepless extends Sleepers {
    Sleepless() {
      super(2);
    }

    @Override
    void begin() {
      goesToSleep();
      goesToSleep();
      wakes(1);
      new Thread(
              () -> {
                while (System.nanoTime() - due(0) < 0) {
                  Thread.onSpinWait();
                }
                wakes(0);
              })
          .start();
    }
  }
}
