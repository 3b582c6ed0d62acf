package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The misuses that rustc refuses and that a cell refuses in checked mode only.
@EnabledIfSystemProperty(named = "threadmill.checked", matches = "true")
class RefCellCheckedTest {
  private final RefCell<Integer> cell = RefCell.of(1);

  @Test
  void aClosedGuardRefusesEveryUse() {
    var reader = cell.borrow();
    reader.close();
    assertThatIllegalStateException().isThrownBy(reader::get);
    assertThatIllegalStateException().isThrownBy(reader::copy);
    assertThatIllegalStateException().isThrownBy(reader::close);
    var writer = cell.borrowMut();
    writer.close();
    assertThatIllegalStateException().isThrownBy(writer::get);
    assertThatIllegalStateException().isThrownBy(() -> writer.set(2));
    assertThatIllegalStateException().isThrownBy(writer::close);
    assertThat(cell.intoInner()).isEqualTo(1);
  }

  @Test
  void aGuardOfAnEarlierBorrowDoesNotReachALaterOne() {
    var stale = cell.borrowMut();
    stale.close();
    try (var guard = cell.borrowMut()) {
      assertThatIllegalStateException().isThrownBy(() -> stale.set(2));
      assertThatIllegalStateException().isThrownBy(stale::close);
      assertThat(guard.get()).isEqualTo(1);
      assertThat(cell.tryBorrow()).as("still borrowed").isNull();
    }
  }

  @Test
  void anotherThreadIsRefusedOnceTheCellBelongsToOne() throws InterruptedException {
    try (var guard = cell.borrowMut()) {
      assertThat(failureElsewhere(cell::tryBorrow)).hasMessageContaining("This cell belongs to");
      assertThat(failureElsewhere(guard::get)).isInstanceOf(IllegalStateException.class);
      assertThat(failureElsewhere(() -> guard.set(2))).isInstanceOf(IllegalStateException.class);
      assertThat(failureElsewhere(guard::close)).isInstanceOf(IllegalStateException.class);
    }
    assertThat(failureElsewhere(() -> cell.update(n -> n + 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(failureElsewhere(cell::intoInner)).isInstanceOf(IllegalStateException.class);
    assertThat(cell.intoInner()).as("neither changed nor consumed").isEqualTo(1);
  }

  @Test
  void aCellMayBeMadeForAnotherThread() throws InterruptedException {
    assertThat(failureElsewhere(() -> cell.update(n -> n + 1))).isNull();
    assertThatIllegalStateException().isThrownBy(cell::borrow);
  }

  private static Throwable failureElsewhere(Runnable task) throws InterruptedException {
    var failure = new AtomicReference<Throwable>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                task.run();
              } catch (Throwable e) {
                failure.set(e);
              }
            })
        .join();
    return failure.get();
  }
}
