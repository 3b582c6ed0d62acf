package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Tests what Rust's documentation of `Arc` and `Rc` promises to one thread, word for word the
/// same.
///
/// Our two have the same methods and no type in common, so a [CountedHandle] stands for either.
abstract class CountedHandleContractTest {
  abstract <T> CountedHandle<T> of(T value);

  abstract <T> CountedHandle<T> of(T value, Consumer<? super T> dropper);

  /// A weak handle that belongs to no value.
  abstract <T> CountedHandle<T> empty();

  /// A handle that can be copied ten times before the count overflows.
  abstract <T> CountedHandle<T> withRoomForTen(T value);

  @Test
  void theLastHandleToCloseRunsTheDropperOnce() {
    List<String> dropped = new ArrayList<>();
    CountedHandle<String> first = of("value", dropped::add);
    CountedHandle<String> second = first.copy();
    first.close();
    assertThat(dropped).isEmpty();
    assertThat(second.get()).isEqualTo("value");
    second.close();
    assertThat(dropped).containsExactly("value");
  }

  @Test
  void withoutDropperNothingIsRun() {
    CountedHandle<String> handle = of("value");
    CountedHandle<String> weak = handle.downgrade();
    handle.close();
    assertThat(weak.upgrade()).isNull();
    weak.close();
  }

  @Test
  void everyHandleSeesTheSameValue() {
    Object value = new Object();
    try (var first = of(value);
        var second = first.copy()) {
      assertThat(first.get()).isSameAs(value);
      assertThat(second.get()).isSameAs(value);
      assertThat(first.sameAs(second)).isTrue();
    }
  }

  @Test
  void equalValuesCountedApartAreNotTheSame() {
    try (var one = of("value");
        var other = of("value")) {
      assertThat(one.sameAs(other)).isFalse();
    }
  }

  @Test
  void countsFollowCopiesAndCloses() {
    CountedHandle<String> handle = of("value");
    assertThat(handle.strongCount()).isEqualTo(1);
    assertThat(handle.weakCount()).isZero();
    CountedHandle<String> copy = handle.copy();
    CountedHandle<String> weak = handle.downgrade();
    CountedHandle<String> weakCopy = weak.copy();
    assertThat(handle.strongCount()).isEqualTo(2);
    assertThat(handle.weakCount()).isEqualTo(2);
    assertThat(weak.strongCount()).isEqualTo(2);
    assertThat(weak.weakCount()).isEqualTo(2);
    copy.close();
    weakCopy.close();
    assertThat(handle.strongCount()).isEqualTo(1);
    assertThat(handle.weakCount()).isEqualTo(1);
    handle.close();
    assertThat(weak.strongCount()).isZero();
    assertThat(weak.weakCount()).isZero();
    weak.close();
  }

  @Test
  void weakUpgradesWhileAStrongHandleLives() {
    List<String> dropped = new ArrayList<>();
    CountedHandle<String> handle = of("value", dropped::add);
    CountedHandle<String> weak = handle.downgrade();
    CountedHandle<String> upgraded = Objects.requireNonNull(weak.upgrade());
    assertThat(upgraded.sameAs(handle)).isTrue();
    handle.close();
    assertThat(dropped).isEmpty();
    upgraded.close();
    assertThat(dropped).containsExactly("value");
    assertThat(weak.upgrade()).isNull();
    weak.close();
  }

  @Test
  void theDropperCannotBringItsValueBack() {
    List<Object> upgrades = new ArrayList<>();
    List<CountedHandle<String>> weaks = new ArrayList<>();
    CountedHandle<String> handle = of("value", value -> upgrades.add(weaks.getFirst().upgrade()));
    weaks.add(handle.downgrade());
    handle.close();
    assertThat(upgrades).hasSize(1).containsOnlyNulls();
    weaks.getFirst().close();
  }

  @Test
  void aDropperThatThrowsIsNotRunAgain() {
    List<String> dropped = new ArrayList<>();
    CountedHandle<String> handle =
        of(
            "value",
            value -> {
              dropped.add(value);
              throw new IllegalArgumentException("from the dropper");
            });
    CountedHandle<String> weak = handle.downgrade();
    assertThatThrownBy(handle::close).hasMessage("from the dropper");
    assertThat(weak.upgrade()).isNull();
    weak.close();
    assertThat(dropped).containsExactly("value");
  }

  @Test
  void emptyWeakNeverUpgrades() {
    CountedHandle<String> empty = empty();
    CountedHandle<String> copy = empty.copy();
    assertThat(empty.upgrade()).isNull();
    assertThat(copy.upgrade()).isNull();
    assertThat(empty.strongCount()).isZero();
    assertThat(empty.weakCount()).isZero();
    assertThat(empty.sameAs(copy)).isTrue();
    empty.close();
    copy.close();
  }

  @Test
  void weaksOfOneValueAreTheSame() {
    try (var handle = of("value");
        var other = of("value");
        var weak = handle.downgrade();
        var copy = weak.copy();
        var stranger = other.downgrade()) {
      assertThat(weak.sameAs(copy)).isTrue();
      assertThat(weak.sameAs(stranger)).isFalse();
    }
  }

  @Test
  void getMutGivesTheValueToTheOnlyHandle() {
    try (var handle = of(new int[] {1})) {
      int[] value = Objects.requireNonNull(handle.getMut());
      value[0] = 2;
      assertThat(handle.get()[0]).isEqualTo(2);
      assertThat(handle.strongCount()).isEqualTo(1);
      assertThat(handle.weakCount()).isZero();
    }
  }

  @Test
  void getMutIsEmptyWhileAnotherStrongHandleLives() {
    CountedHandle<String> handle = of("value");
    CountedHandle<String> copy = handle.copy();
    assertThat(handle.getMut()).isNull();
    copy.close();
    assertThat(handle.getMut()).isEqualTo("value");
    handle.close();
  }

  @Test
  void getMutIsEmptyWhileAWeakHandleLives() {
    CountedHandle<String> handle = of("value");
    CountedHandle<String> weak = handle.downgrade();
    assertThat(handle.getMut()).isNull();
    weak.close();
    assertThat(handle.getMut()).isEqualTo("value");
    handle.close();
  }

  @Test
  void makeMutOfTheOnlyHandleCopiesNothing() {
    CountedHandle<String> handle = of("value");
    CountedHandle<String> mutable =
        handle.makeMut(
            value -> {
              throw new AssertionError("nothing is shared");
            });
    assertThat(mutable).isEqualTo(handle);
    assertThat(mutable.strongCount()).isEqualTo(1);
    mutable.close();
  }

  @Test
  void makeMutCopiesAValueThatOthersOwn() {
    List<String> dropped = new ArrayList<>();
    CountedHandle<String> other = of("value", dropped::add);
    CountedHandle<String> mutable = other.copy().makeMut(value -> value + "'");
    assertThat(mutable.get()).isEqualTo("value'");
    assertThat(mutable.sameAs(other)).isFalse();
    assertThat(other.get()).isEqualTo("value");
    assertThat(other.strongCount()).isEqualTo(1);
    other.close();
    mutable.close();
    assertThat(dropped).containsExactly("value", "value'");
  }

  @Test
  void makeMutMovesTheValueAwayFromWeakHandles() {
    List<String> dropped = new ArrayList<>();
    CountedHandle<String> handle = of("value", dropped::add);
    CountedHandle<String> weak = handle.downgrade();
    CountedHandle<String> mutable =
        handle.makeMut(
            value -> {
              throw new AssertionError("nothing is shared");
            });
    assertThat(mutable.get()).isEqualTo("value");
    assertThat(mutable.weakCount()).isZero();
    assertThat(weak.upgrade()).isNull();
    assertThat(dropped).isEmpty();
    mutable.close();
    weak.close();
    assertThat(dropped).containsExactly("value");
  }

  @Test
  void aCopierThatThrowsInMakeMutLeavesTheHandle() {
    CountedHandle<String> handle = of("value");
    CountedHandle<String> other = handle.copy();
    assertThatThrownBy(
            () ->
                handle.makeMut(
                    value -> {
                      throw new IllegalArgumentException("from the copier");
                    }))
        .hasMessage("from the copier");
    assertThat(handle.strongCount()).isEqualTo(2);
    handle.close();
    other.close();
  }

  @Test
  void tryUnwrapMovesTheValueOutOfTheOnlyStrongHandle() {
    List<String> dropped = new ArrayList<>();
    CountedHandle<String> handle = of("value", dropped::add);
    CountedHandle<String> weak = handle.downgrade();
    assertThat(handle.tryUnwrap()).isEqualTo("value");
    assertThat(weak.upgrade()).isNull();
    weak.close();
    assertThat(dropped).isEmpty();
  }

  @Test
  void tryUnwrapGivesTheHandleBackWhenShared() {
    CountedHandle<String> handle = of("value");
    CountedHandle<String> copy = handle.copy();
    assertThat(handle.tryUnwrap()).isNull();
    assertThat(handle.strongCount()).isEqualTo(2);
    copy.close();
    assertThat(handle.tryUnwrap()).isEqualTo("value");
  }

  @Test
  void intoInnerGivesTheValueToTheLastHandleOnly() {
    List<String> dropped = new ArrayList<>();
    CountedHandle<String> first = of("value", dropped::add);
    CountedHandle<String> second = first.copy();
    assertThat(first.intoInner()).isNull();
    assertThat(second.intoInner()).isEqualTo("value");
    assertThat(dropped).isEmpty();
  }

  /// The schedule in which `tryUnwrap().ok()` loses the value: both try before either closes.
  @Test
  void tryUnwrapInEveryOwnerMayGiveTheValueToNone() {
    List<String> dropped = new ArrayList<>();
    CountedHandle<String> first = of("value", dropped::add);
    CountedHandle<String> second = first.copy();
    assertThat(first.tryUnwrap()).isNull();
    assertThat(second.tryUnwrap()).isNull();
    first.close();
    second.close();
    assertThat(dropped).containsExactly("value");
  }

  @Test
  void unwrapOrCloneMovesTheOnlyValueAndCopiesASharedOne() {
    List<String> dropped = new ArrayList<>();
    CountedHandle<String> handle = of("value", dropped::add);
    assertThat(handle.copy().unwrapOrClone(value -> value + "'")).isEqualTo("value'");
    assertThat(handle.strongCount()).isEqualTo(1);
    assertThat(handle.unwrapOrClone(value -> value + "'")).isEqualTo("value");
    assertThat(dropped).isEmpty();
  }

  @Test
  void aCopierThatThrowsInUnwrapOrCloneStillConsumesTheHandle() {
    CountedHandle<String> handle = of("value");
    CountedHandle<String> copy = handle.copy();
    assertThatThrownBy(
            () ->
                copy.unwrapOrClone(
                    value -> {
                      throw new IllegalArgumentException("from the copier");
                    }))
        .hasMessage("from the copier");
    assertThat(handle.strongCount()).isEqualTo(1);
    handle.close();
  }

  @Test
  void copyFailsWhenTheCountOverflowsAndLeavesItAsItWas() {
    CountedHandle<String> handle = withRoomForTen("value");
    List<CountedHandle<String>> all = new ArrayList<>(List.of(handle));
    for (int i = 0; i < 10; i++) {
      all.add(handle.copy());
    }
    CountedHandle<String> weak = handle.downgrade();
    assertThatThrownBy(handle::copy)
        .isExactlyInstanceOf(Error.class)
        .hasMessageContaining("overflow");
    assertThatThrownBy(weak::upgrade).isExactlyInstanceOf(Error.class);
    weak.close();
    all.forEach(CountedHandle::close);
  }

  @Test
  void nullIsRefused() {
    assertThatNullPointerException().isThrownBy(() -> of(null));
    assertThatNullPointerException().isThrownBy(() -> of("value", null));
    CountedHandle<String> handle = of("value");
    CountedHandle<String> copy = handle.copy();
    assertThatNullPointerException().isThrownBy(() -> handle.makeMut(value -> null));
    assertThatNullPointerException().isThrownBy(() -> handle.unwrapOrClone(value -> null));
    copy.close();
  }
}
