package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PatienceTest {
  @BeforeAll
  static void needsTwoProcessors() {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
  }

  @Test
  void aVirtualThreadGivesUpSpinningWhereNothingIsAnswered() {
    int[] turns = ThreadKind.VIRTUAL.spawn(() -> vainWaits(new Patience(true), 20)).join();
    assertThat(turns[0]).isGreaterThan(10);
    assertThat(turns[19]).as("one yield is left").isOne();
  }

  @Test
  void aVirtualThreadHopesAgainNowAndThen() {
    int[] turns = ThreadKind.VIRTUAL.spawn(() -> vainWaits(new Patience(true), 3_000)).join();
    assertThat(IntStream.of(turns).skip(1_000).filter(count -> count > 1).count())
        .isBetween(2L, 100L);
  }

  @Test
  void aVirtualThreadSpinsOnWhereItIsAnswered() {
    var last =
        ThreadKind.VIRTUAL.spawn(
            () -> {
              var patience = new Patience(true);
              for (int wait = 0; wait < 1_000; wait++) {
                if (!patience.allows(0) || !patience.allows(1)) {
                  return wait;
                }
              }
              return -1;
            });
    assertThat(last.join()).isEqualTo(-1);
  }

  @Test
  void aVirtualThreadNeverSpinsWhereAnAnswerIsFar() {
    int[] turns = ThreadKind.VIRTUAL.spawn(() -> vainWaits(new Patience(false), 3_000)).join();
    assertThat(turns).containsOnly(1);
  }

  @Test
  void aPlatformThreadIsAlwaysAsPatient() {
    int[] turns = vainWaits(new Patience(false), 20);
    assertThat(turns).containsOnly(turns[0]);
    assertThat(turns[0]).isGreaterThan(100);
  }

  @Test
  void everySoOftenIsOnceInSoManyWaits() {
    var patience = new Patience(true);
    assertThat(IntStream.range(0, 64).filter(wait -> patience.everySoOften(32)))
        .containsExactly(0, 32);
  }

  /// How many turns each of the waits had.
  private static int[] vainWaits(Patience patience, int waits) {
    int[] turns = new int[waits];
    for (int wait = 0; wait < waits; wait++) {
      while (patience.allows(turns[wait])) {
        turns[wait]++;
      }
    }
    return turns;
  }
}
