package dev.threadmill.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When the operations of an open loop are due.
class ScheduleTest {

  @Test
  void operationsAreDueAtEqualDistances() {
    var schedule = new Schedule(1000, 2.5, 1);
    assertThat(schedule.due(0)).isEqualTo(1000);
    assertThat(schedule.due(1)).isEqualTo(1002);
    assertThat(schedule.due(4)).isEqualTo(1010);
  }

  @Test
  void aBurstIsDueTogetherAndKeepsTheMeanDistance() {
    var schedule = new Schedule(0, 10, 4);
    assertThat(schedule.due(3)).isZero();
    assertThat(schedule.due(4)).isEqualTo(40);
    assertThat(schedule.due(7)).isEqualTo(40);
  }

  @Test
  void longSchedulesDoNotDrift() {
    // A rounded interval would be off by a third of an hour after so many operations.
    assertThat(new Schedule(0, 1000.0 / 3, 1).due(3_000_000_000L)).isEqualTo(1_000_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource({"100000, true", "100000, false", "700000, true", "700000, false"})
  void nobodyGoesOnBeforeItIsTime(long interval, boolean awake) {
    var schedule = new Schedule(System.nanoTime(), interval, 1);
    for (int i = 0; i < 10; i++) {
      schedule.await(i, awake);
      assertThat(System.nanoTime() - schedule.due(i)).isNotNegative();
    }
  }

  @Test
  void whatIsLateWaitsForNothing() {
    var schedule = new Schedule(System.nanoTime() - 1_000_000_000_000L, 1e9, 1);
    for (int i = 0; i < 1000; i++) {
      assertThat(schedule.await(i, true)).isZero(); // 1000 s of intervals, all of them gone by
    }
  }

  @Test
  void everyPauseIsCounted() {
    var schedule = new Schedule(System.nanoTime() + 300_000_000, 0, 1);
    assertThat(schedule.await(0, false)).isPositive();
  }

  @Test
  void aBurstWithoutOperationsIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Schedule(0, 1, 0));
  }
}
