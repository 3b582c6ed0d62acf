package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Use after move, which rustc refuses to compile and checked mode refuses to run.
@EnabledIfSystemProperty(named = "threadmill.checked", matches = "true")
class OwnedCheckedTest {

  @Test
  void aMovedValueCannotBeUsed() {
    Owned<String> owned = Owned.of("value");
    owned.take();
    String end = "() was called on a value that take() had already moved out";
    assertThatIllegalStateException().isThrownBy(owned::take).withMessage("Owned.take" + end);
    assertThatIllegalStateException().isThrownBy(owned::get).withMessage("Owned.get" + end);
  }

  @Test
  @Timeout(60)
  void ofTwoThreadsThatTakeOneSucceeds() throws Exception {
    for (int round = 0; round < 200; round++) {
      Owned<String> owned = Owned.of("value");
      AtomicInteger winners = new AtomicInteger();
      CyclicBarrier start = new CyclicBarrier(2);
      Runnable take =
          () -> {
            try {
              start.await();
              owned.take();
              winners.incrementAndGet();
            } catch (IllegalStateException e) {
              // The other thread took it.
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          };
      Thread one = Thread.ofPlatform().start(take);
      Thread other = Thread.ofPlatform().start(take);
      one.join();
      other.join();
      assertThat(winners).hasValue(1);
    }
  }
}
