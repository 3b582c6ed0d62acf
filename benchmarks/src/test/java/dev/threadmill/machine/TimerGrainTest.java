package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.machine.Doctor.TimerGrain;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// The grain of scripted clocks.
class TimerGrainTest {
  private static final int CALLS = 10_000;

  @Test
  void aClockThatStepsAtEveryLookIsAsFineAsItIsFast() {
    var time = new AtomicLong();
    assertThat(TimerGrain.of(() -> time.addAndGet(42), CALLS)).isEqualTo(new TimerGrain(42, 42));
  }

  @Test
  void aCoarseClockMovesSeldomAndFar() {
    var looks = new AtomicLong();
    var grain = TimerGrain.of(() -> looks.incrementAndGet() * 25 / 1000 * 1000, CALLS);
    assertThat(grain.granularityNanos()).isEqualTo(1000);
    assertThat(grain.latencyNanos()).isEqualTo(25, within(0.1));
  }

  @Test
  void theSmallestStepCountsAndStepsBackDoNot() {
    var looks = new AtomicLong();
    var grain =
        TimerGrain.of(
            () -> {
              long look = looks.incrementAndGet();
              return look * 100 + (look % 7 == 0 ? -80 : 0);
            },
            CALLS);
    assertThat(grain.granularityNanos()).isEqualTo(20);
  }

  @Test
  void aClockThatStandsStillHasNoFinestStep() {
    assertThat(TimerGrain.of(() -> 5, CALLS)).isEqualTo(new TimerGrain(0, Long.MAX_VALUE));
  }
}
