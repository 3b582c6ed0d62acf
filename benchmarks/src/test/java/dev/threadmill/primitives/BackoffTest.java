package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @BeforeAll
  static void needsTwoProcessors() {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
  }

  @Test
  void aVirtualThreadStopsSpinningWhereSpinsFail() {
    int[] turns = ThreadKind.VIRTUAL.spawn(() -> vainWaits(new Backoff(1), 20)).join();
    assertThat(turns[0]).isGreaterThan(10);
    assertThat(turns[19]).as("one yield is left").isOne();
  }

  @Test
  void aVirtualThreadSpinsAgainNowAndThen() {
    int[] turns = ThreadKind.VIRTUAL.spawn(() -> vainWaits(new Backoff(1), 3_000)).join();
    assertThat(IntStream.of(turns).skip(1_000).filter(count -> count > 1).count())
        .isBetween(2L, 100L);
  }

  @Test
  void aVirtualThreadSpinsOnWhereSpinsSucceed() {
    var last =
        ThreadKind.VIRTUAL.spawn(
            () -> {
              var backoff = new Backoff(1);
              for (int wait = 0; wait < 1_000; wait++) {
                if (!backoff.pause(0) || !backoff.pause(1)) {
                  return wait;
                }
              }
              return -1;
            });
    assertThat(last.join()).isEqualTo(-1);
  }

  @Test
  void aVirtualThreadNeverSpinsOutOfLockstep() {
    int[] turns = ThreadKind.VIRTUAL.spawn(() -> vainWaits(new Backoff(64), 3_000)).join();
    assertThat(turns).containsOnly(1);
  }

  @Test
  void aPlatformThreadAlwaysSpinsAsLong() {
    int[] turns = vainWaits(new Backoff(64), 20);
    assertThat(turns).containsOnly(turns[0]);
    assertThat(turns[0]).isGreaterThan(100);
  }

  @Test
  void aPlatformThreadTriesARestNowAndThen() {
    var backoff = new Backoff(64);
    assertThat(IntStream.range(0, 10_240).filter(wait -> rests(backoff))).hasSize(10);
  }

  @Test
  void itRestsAgainWhereARestWasWorthIt() {
    var backoff = new Backoff(64);
    while (!rests(backoff)) {}
    for (int wait = 0; wait < 10; wait++) {
      backoff.judgeRest(true);
      assertThat(rests(backoff)).isTrue();
      assertThat(backoff.hasRested(2)).as("more than a rest").isFalse();
    }
    backoff.judgeRest(false);
    assertThat(IntStream.range(0, 100).anyMatch(wait -> rests(backoff))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, PLATFORM", "4, PLATFORM", "64, VIRTUAL"})
  void inLockstepAndInVirtualThreadsNobodyRests(int capacity, ThreadKind kind) {
    var backoff = new Backoff(capacity);
    var rest = kind.spawn(() -> IntStream.range(0, 10_240).anyMatch(wait -> rests(backoff)));
    assertThat(rest.join()).isFalse();
  }

  @Test
  void everyNthIsOnceInNWaits() {
    var backoff = new Backoff(1);
    assertThat(IntStream.range(0, 64).filter(wait -> backoff.everyNth(32))).containsExactly(0, 32);
  }

  /// Whether a wait that ends in its first pause has begun with a rest.
  private static boolean rests(Backoff backoff) {
    backoff.pause(0);
    return backoff.hasRested(1);
  }

  /// How many turns each of the waits had.
  private static int[] vainWaits(Backoff backoff, int waits) {
    int[] turns = new int[waits];
    for (int wait = 0; wait < waits; wait++) {
      while (backoff.pause(turns[wait])) {
        turns[wait]++;
      }
    }
    return turns;
  }
}
