package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @BeforeAll
  static void needsTwoProcessors() {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
  }

  @Test
  void aVirtualThreadStopsSpinningWhereSpinsFail() {
    int[] turns = ThreadKind.VIRTUAL.spawn(() -> vainWaits(new Backoff(true), 20)).join();
    assertThat(turns[0]).isGreaterThan(10);
    assertThat(turns[19]).as("one yield is left").isOne();
  }

  @Test
  void aVirtualThreadSpinsAgainNowAndThen() {
    int[] turns = ThreadKind.VIRTUAL.spawn(() -> vainWaits(new Backoff(true), 3_000)).join();
    assertThat(IntStream.of(turns).skip(1_000).filter(count -> count > 1).count())
        .isBetween(2L, 100L);
  }

  @Test
  void aVirtualThreadSpinsOnWhereSpinsSucceed() {
    var last =
        ThreadKind.VIRTUAL.spawn(
            () -> {
              var backoff = new Backoff(true);
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
    int[] turns = ThreadKind.VIRTUAL.spawn(() -> vainWaits(new Backoff(false), 3_000)).join();
    assertThat(turns).containsOnly(1);
  }

  @Test
  void aPlatformThreadAlwaysSpinsAsLong() {
    int[] turns = vainWaits(new Backoff(false), 20);
    assertThat(turns).containsOnly(turns[0]);
    assertThat(turns[0]).isGreaterThan(100);
  }

  @Test
  void everyNthIsOnceInNWaits() {
    var backoff = new Backoff(true);
    assertThat(IntStream.range(0, 64).filter(wait -> backoff.everyNth(32))).containsExactly(0, 32);
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
