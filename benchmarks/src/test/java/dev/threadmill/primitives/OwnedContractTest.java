package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

/// Tests what a variable that is moved once promises; in both modes.
class OwnedContractTest {

  @Test
  void takeMovesTheValueOut() {
    Object value = new Object();
    Owned<Object> owned = Owned.of(value);
    assertThat(owned.isMoved()).isFalse();
    assertThat(owned.take()).isSameAs(value);
    assertThat(owned.isMoved()).isTrue();
  }

  @Test
  void getBorrowsAndMovesNothing() {
    Owned<String> owned = Owned.of("value");
    assertThat(owned.get()).isEqualTo("value");
    assertThat(owned.get()).isEqualTo("value");
    assertThat(owned.isMoved()).isFalse();
  }

  @Test
  void theThreadStartedAfterwardsTakesTheValue() throws InterruptedException {
    Owned<int[]> owned = Owned.of(new int[] {7});
    int[] seen = new int[1];
    Thread taker = Thread.ofVirtual().start(() -> seen[0] = owned.take()[0]);
    taker.join();
    assertThat(seen[0]).isEqualTo(7);
    assertThat(owned.isMoved()).isTrue();
  }

  @Test
  void nullIsRefused() {
    assertThatNullPointerException().isThrownBy(() -> Owned.of(null));
  }
}
