package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.primitives.planted.BrokenOwned;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Use after move, which rustc refuses to compile and checked mode refuses to run.
@EnabledIfSystemProperty(named = "threadmill.checked", matches = "true")
class OwnedCheckedTest {
  private static final String NO_LINCHECK = "Lincheck cannot read class files of JDK 27";

  @Test
  void aMovedValueCannotBeUsed() {
    Owned<String> owned = Owned.of("value");
    owned.take();
    String end = "() was called on a value that take() had already moved out";
    assertThatIllegalStateException().isThrownBy(owned::take).withMessage("Owned.take" + end);
    assertThatIllegalStateException().isThrownBy(owned::get).withMessage("Owned.get" + end);
  }

  @Test
  @EnabledForJreRange(maxVersion = 26, disabledReason = NO_LINCHECK)
  void ofTwoThreadsThatTakeOneSucceeds() {
    Lincheck.runConcurrentTest(1_000, () -> takeTwice(Owned.of("value")));
  }

  @Test
  @EnabledForJreRange(maxVersion = 26, disabledReason = NO_LINCHECK)
  void aTakeThatIsNoExchangeIsCaught() {
    assertThatThrownBy(
            () -> Lincheck.runConcurrentTest(1_000, () -> takeTwice(new BrokenOwned("value"))))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("taken by 2");
  }

  /// Lincheck does not see what a lambda within a lambda holds, so the Owned is handed over as
  /// such.
  private static void takeTwice(Object owned) {
    AtomicInteger winners = new AtomicInteger();
    Runnable take =
        () -> {
          try {
            take(owned);
            winners.incrementAndGet();
          } catch (IllegalStateException e) {
            // The other thread took it.
          }
        };
    Thread one = new Thread(take);
    Thread other = new Thread(take);
    one.start();
    other.start();
    try {
      one.join();
      other.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (winners.get() != 1) {
      throw new AssertionError("taken by " + winners.get());
    }
  }

  private static Object take(Object owned) {
    return owned instanceof BrokenOwned broken ? broken.take() : ((Owned<?>) owned).take();
  }
}
