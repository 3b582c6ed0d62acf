package dev.threadmill.suite.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests how a contest deals out turns and reports shares.
class ContestTest {
  @ParameterizedTest
  @EnumSource
  void everyTurnIsTakenOnceEvenWhereTheyDoNotDivide(ThreadKind kind) throws Exception {
    var taken = new AtomicLongArray(7);
    try (var contest =
        new Contest(kind, 7, 1000, false, (who, turn) -> taken.incrementAndGet(who))) {
      contest.run();
    }
    assertThat(IntStream.range(0, 7).mapToLong(taken::get))
        .containsExactly(143L, 143L, 143L, 143L, 143L, 143L, 142L);
  }

  @ParameterizedTest
  @EnumSource
  void nobodyBeginsBeforeAllAreThere(ThreadKind kind) throws Exception {
    var gate = new StartingGate(5);
    var arrived = new AtomicInteger();
    for (int round = 1; round <= 50; round++) {
      int all = 5 * round;
      kind.scope(
          scope -> {
            for (int i = 0; i < 5; i++) {
              int contestant = i;
              scope.spawn(
                  () -> {
                    arrived.incrementAndGet();
                    gate.pass(contestant);
                    assertThat(arrived.get()).isEqualTo(all);
                  });
            }
          });
    }
  }

  @Test
  void aTurnThatFailsFailsTheContest() throws Exception {
    try (var contest =
        new Contest(
            ThreadKind.PLATFORM,
            1,
            10,
            false,
            (who, turn) -> {
              throw new IllegalArgumentException("no such turn");
            })) {
      assertThatIllegalStateException()
          .isThrownBy(contest::run)
          .withMessageContaining("no such turn");
    }
  }

  @Test
  void aLongTurnIsTheLongestWait() throws Exception {
    try (var contest =
        new Contest(
            ThreadKind.PLATFORM,
            1,
            100,
            true,
            (who, turn) -> {
              long start = System.nanoTime();
              while (turn == 40 && System.nanoTime() - start < 5_000_000) {
                Thread.onSpinWait();
              }
            })) {
      assertThat(contest.run().longestWaitNanos()).isGreaterThanOrEqualTo(5_000_000);
    }
  }

  @Test
  void onlyPaddedInstancesHaveRoomBetween() {
    var own = Placement.OWN.lay(3, SharingKind.PLAIN::open);
    var padded = Placement.OWN_PADDED.lay(3, SharingKind.PLAIN::open);
    assertThat(own.spacing()).isZero();
    assertThat(padded.spacing()).isEqualTo(96);
    assertThat(own.rungs()).doesNotHaveDuplicates().hasSize(3);
    assertThat(Placement.OWN.of(own, 1)).containsExactly(own.rungs()[1]);
    assertThat(Placement.SHARED.of(own, 1)).containsExactly(own.rungs());
  }

  @Test
  void instancesAreDrawnEvenlyAndWithinBounds() {
    var drawn = new int[10];
    for (int thread = 0; thread < 4; thread++) {
      for (long number = 0; number < 25_000; number++) {
        drawn[Ladder.anyOf(10, thread, number)]++;
      }
    }
    assertThat(Arrays.stream(drawn))
        .allSatisfy(times -> assertThat(times).isBetween(9_500, 10_500));
  }

  @Test
  void whatLosesNothingMustNotLose() {
    assertThat(RacyCounterBenchmark.lost(true, 2_400_000)).isZero();
    assertThat(RacyCounterBenchmark.lost(false, 600_000)).isEqualTo(1_800_000);
    assertThatIllegalStateException().isThrownBy(() -> RacyCounterBenchmark.lost(true, 2_399_999));
    assertThatIllegalStateException().isThrownBy(() -> RacyCounterBenchmark.lost(false, 2_400_001));
    assertThatIllegalStateException().isThrownBy(() -> RacyCounterBenchmark.lost(false, 0));
  }

  @Test
  void longerWorkIsMoreTokens() {
    assertThat(CalibratedWork.tokens(0)).isZero();
    assertThat(CalibratedWork.tokens(1)).isPositive();
    assertThat(CalibratedWork.tokens(1_000_000)).isGreaterThan(CalibratedWork.tokens(1_000));
  }
}
