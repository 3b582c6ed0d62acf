package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Tests what Rust's documentation of `cell::RefCell` and the tests of its library promise; in
/// both modes.
class RefCellContractTest {
  private final RefCell<Integer> cell = RefCell.of(5);

  @Test
  void manyMayReadAtOnce() {
    try (var one = cell.borrow();
        var other = cell.borrow()) {
      assertThat(one.get()).isEqualTo(5);
      assertThat(other.get()).isEqualTo(5);
    }
    assertIsFree();
  }

  @Test
  void nobodyReadsBesideAWriter() {
    try (var writer = cell.borrowMut()) {
      writer.set(6);
      assertThat(cell.tryBorrow()).isNull();
      refused("already mutably borrowed", cell::borrow);
      refused("already mutably borrowed", () -> cell.with(n -> n));
    }
    try (var reader = cell.borrow()) {
      assertThat(reader.get()).isEqualTo(6);
    }
    assertIsFree();
  }

  @Test
  void nobodyWritesBesideAReader() {
    try (var reader = cell.borrow()) {
      assertThat(cell.tryBorrowMut()).isNull();
      refused("already borrowed", cell::borrowMut);
      refused("already borrowed", () -> cell.withMut(n -> n));
      refused("already borrowed", () -> cell.update(n -> n));
      refused("already borrowed", () -> cell.replace(1));
      refused("already borrowed", cell::intoInner);
      assertThat(reader.get()).isEqualTo(5);
    }
    assertIsFree();
  }

  @Test
  void thereIsOneWriterAtATime() {
    try (var writer = cell.borrowMut()) {
      assertThat(cell.tryBorrowMut()).isNull();
      refused("already borrowed", cell::borrowMut);
      assertThat(writer.get()).isEqualTo(5);
    }
    assertIsFree();
  }

  @Test
  void aRefusedBorrowChangesNothing() {
    try (var one = cell.borrow()) {
      assertThat(cell.tryBorrowMut()).isNull();
      try (var other = cell.borrow()) {
        assertThat(other.get()).isEqualTo(one.get());
      }
      assertThat(cell.tryBorrowMut()).as("one reader is left").isNull();
    }
    assertIsFree();
  }

  @Test
  void aCopiedGuardBorrowsByItself() {
    var first = cell.borrow();
    var copy = first.copy();
    first.close();
    assertThat(cell.tryBorrowMut()).isNull();
    assertThat(copy.get()).isEqualTo(5);
    copy.close();
    assertIsFree();
  }

  @Test
  void theValueOfAGuardCanBeChangedInPlace() {
    RefCell<List<String>> names = RefCell.of(new ArrayList<>());
    try (var guard = names.borrowMut()) {
      guard.get().add("a");
    }
    assertThat(names.<Boolean>withMut(list -> list.add("b"))).isTrue();
    assertThat(names.<Integer>with(List::size)).isEqualTo(2);
  }

  @Test
  void aReaderInsideAReaderIsFine() {
    assertThat(cell.<Integer>with(n -> n + cell.<Integer>with(m -> m))).isEqualTo(10);
  }

  @Test
  void theBorrowEndsWithABodyThatThrowsAndNothingIsPoisoned() {
    var failure = new IllegalArgumentException("planted");
    assertThatThrownBy(() -> cell.with(n -> fail(failure))).isSameAs(failure);
    assertThatThrownBy(() -> cell.withMut(n -> fail(failure))).isSameAs(failure);
    assertThatThrownBy(() -> cell.update(n -> fail(failure))).isSameAs(failure);
    assertThat(cell.<Integer>with(n -> n)).isEqualTo(5);
    assertIsFree();
  }

  @Test
  void updateAndReplaceLeaveTheNewValue() {
    cell.update(n -> n + 1);
    assertThat(cell.replace(8)).isEqualTo(6);
    assertThat(cell.<Integer>with(n -> n)).isEqualTo(8);
  }

  @Test
  void swapExchangesTheValues() {
    RefCell<Integer> other = RefCell.of(6);
    cell.swap(other);
    assertThat(cell.<Integer>with(n -> n)).isEqualTo(6);
    assertThat(other.<Integer>with(n -> n)).isEqualTo(5);
  }

  @Test
  void swapRefusesWhatIsBorrowedAndItself() {
    RefCell<Integer> other = RefCell.of(6);
    try (var reader = other.borrow()) {
      refused("already borrowed", () -> cell.swap(other));
      refused("already borrowed", () -> other.swap(cell));
      assertThat(reader.get()).isEqualTo(6);
    }
    refused("already borrowed", () -> cell.swap(cell));
    cell.swap(other);
    assertIsFree();
  }

  @Test
  void intoInnerTakesTheValueForGood() {
    assertThat(cell.intoInner()).isEqualTo(5);
    assertThatIllegalStateException().isThrownBy(cell::borrow);
    assertThatIllegalStateException().isThrownBy(cell::tryBorrow);
    assertThatIllegalStateException().isThrownBy(cell::borrowMut);
    assertThatIllegalStateException().isThrownBy(cell::tryBorrowMut);
    assertThatIllegalStateException().isThrownBy(cell::intoInner);
    assertThat(cell).hasToString("RefCell[consumed]");
  }

  @Test
  void tooManyReadersAreRefused() {
    var crowded = RefCell.startingAt(Integer.MAX_VALUE - 1, 5);
    try (var last = crowded.borrow()) {
      assertThat(crowded.tryBorrow()).isNull();
      refused("already mutably borrowed", last::copy);
      assertThat(crowded.tryBorrowMut()).isNull();
    }
    assertThat(crowded.tryBorrow()).as("room for one again").isNotNull();
  }

  @Test
  void theTextShowsTheValueUnlessAWriterHasIt() {
    assertThat(cell).hasToString("RefCell[5]");
    try (var reader = cell.borrow()) {
      assertThat(cell).as("read as %s", reader.get()).hasToString("RefCell[5]");
    }
    try (var writer = cell.borrowMut()) {
      assertThat(cell).as("of %s", writer.get()).hasToString("RefCell[<borrowed>]");
    }
  }

  @Test
  void nullIsRefusedAndTheBorrowEnds() {
    assertThatNullPointerException().isThrownBy(() -> RefCell.of(null));
    assertThatNullPointerException().isThrownBy(() -> cell.with(null));
    assertThatNullPointerException().isThrownBy(() -> cell.withMut(null));
    assertThatNullPointerException().isThrownBy(() -> cell.update(null));
    assertThatNullPointerException().isThrownBy(() -> cell.update(n -> null));
    assertThatNullPointerException().isThrownBy(() -> cell.replace(null));
    assertThat(cell.<Integer>with(n -> n)).isEqualTo(5);
    assertIsFree();
  }

  @Test
  void anInterruptIsIgnored() {
    Thread.currentThread().interrupt();
    cell.update(n -> n + 1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anUnborrowedValueGoesToAnotherThreadInACellOfItsOwn() throws InterruptedException {
    int[] seen = new int[1];
    int inner = cell.intoInner();
    Thread.ofVirtual().start(() -> seen[0] = RefCell.of(inner).replace(0)).join();
    assertThat(seen[0]).isEqualTo(5);
  }

  private static Integer fail(RuntimeException failure) {
    throw failure;
  }

  private void assertIsFree() {
    var guard = cell.tryBorrowMut();
    assertThat(guard).as("a borrow is left").isNotNull();
    guard.close();
  }

  private static void refused(String sentence, ThrowingCallable borrow) {
    assertThatExceptionOfType(AlreadyBorrowed.class).isThrownBy(borrow).withMessage(sentence);
  }
}
