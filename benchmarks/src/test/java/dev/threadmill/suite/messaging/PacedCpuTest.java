package dev.threadmill.suite.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that the CPU time of a message is without that of the waits, however many these are.
class PacedCpuTest {
  private final PacedCpu cpu = new PacedCpu();

  @Test
  void asManyPausesCostAsMuchAsInTheControl() {
    cpu.addControl(50_000, 100);
    cpu.addTraffic(80_000, 100, 10);
    assertThat(cpu.perMessage()).isCloseTo(3000, within(1e-6));
  }

  /// A sender that is slow finds less time to wait; all its CPU time is that of messages.
  @Test
  void timeInASendThatReplacesAWaitIsThatOfTheMessage() {
    cpu.addControl(50_000, 100);
    cpu.addTraffic(50_000, 40, 10);
    assertThat(cpu.perMessage()).isCloseTo(3000, within(1e-6));
  }

  @Test
  void aSenderThatIsAlwaysLateHasNoWaitToTakeAway() {
    cpu.addControl(0, 0);
    cpu.addTraffic(50_000, 0, 10);
    assertThat(cpu.perMessage()).isCloseTo(5000, within(1e-6));
  }

  @Test
  void roundsAreAddedUpUntilTheNextIteration() {
    cpu.addControl(50_000, 100);
    cpu.addTraffic(80_000, 100, 10);
    cpu.addControl(50_000, 100);
    cpu.addTraffic(60_000, 100, 10);
    assertThat(cpu.perMessage()).isCloseTo(2000, within(1e-6));
    cpu.reset();
    cpu.addControl(10_000, 10);
    cpu.addTraffic(30_000, 10, 10);
    assertThat(cpu.perMessage()).isCloseTo(2000, within(1e-6));
  }

  /// Of virtual threads it is that of their carriers. The thread that waits takes far less.
  @ParameterizedTest
  @EnumSource
  void theCpuTimeOfEveryMemberCounts(ThreadKind kind) throws InterruptedException {
    var sink = new AtomicLong();
    Crew.Duty busy =
        () -> {
          long value = 1;
          for (int i = 0; i < 50_000_000; i++) {
            value = value * 31 + i;
          }
          sink.addAndGet(value);
        };
    try (var crew = new Crew(kind, List.of(busy, busy))) {
      assertThat(cpu.of(crew)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }
}
