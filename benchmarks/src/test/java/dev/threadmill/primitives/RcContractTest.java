package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What Rust's documentation of `rc::Rc` and `rc::Weak` promises, the same as of `Rc`; in both
/// modes.
class RcContractTest {

  @Test
  void theLastHandleToCloseRunsTheDropperOnce() {
    List<String> dropped = new ArrayList<>();
    Rc<String> first = Rc.of("value", dropped::add);
    Rc<String> second = first.copy();
    first.close();
    assertThat(dropped).isEmpty();
    assertThat(second.get()).isEqualTo("value");
    second.close();
    assertThat(dropped).containsExactly("value");
  }

  @Test
  void withoutDropperNothingIsRun() {
    Rc<String> rc = Rc.of("value");
    RcWeak<String> weak = rc.downgrade();
    rc.close();
    assertThat(weak.upgrade()).isNull();
    weak.close();
  }

  @Test
  void everyHandleSeesTheSameValue() {
    Object value = new Object();
    try (var first = Rc.of(value);
        var second = first.copy()) {
      assertThat(first.get()).isSameAs(value);
      assertThat(second.get()).isSameAs(value);
      assertThat(first.sameAs(second)).isTrue();
    }
  }

  @Test
  void equalValuesInTwoRcsAreNotTheSame() {
    try (var one = Rc.of("value");
        var other = Rc.of("value")) {
      assertThat(one.sameAs(other)).isFalse();
    }
  }

  @Test
  void countsFollowCopiesAndCloses() {
    Rc<String> rc = Rc.of("value");
    assertThat(rc.strongCount()).isEqualTo(1);
    assertThat(rc.weakCount()).isZero();
    Rc<String> copy = rc.copy();
    RcWeak<String> weak = rc.downgrade();
    RcWeak<String> weakCopy = weak.copy();
    assertThat(rc.strongCount()).isEqualTo(2);
    assertThat(rc.weakCount()).isEqualTo(2);
    assertThat(weak.strongCount()).isEqualTo(2);
    assertThat(weak.weakCount()).isEqualTo(2);
    copy.close();
    weakCopy.close();
    assertThat(rc.strongCount()).isEqualTo(1);
    assertThat(rc.weakCount()).isEqualTo(1);
    rc.close();
    assertThat(weak.strongCount()).isZero();
    assertThat(weak.weakCount()).isZero();
    weak.close();
  }

  @Test
  void weakUpgradesWhileAStrongHandleLives() {
    List<String> dropped = new ArrayList<>();
    Rc<String> rc = Rc.of("value", dropped::add);
    RcWeak<String> weak = rc.downgrade();
    Rc<String> upgraded = Objects.requireNonNull(weak.upgrade());
    assertThat(upgraded.sameAs(rc)).isTrue();
    rc.close();
    assertThat(dropped).isEmpty();
    upgraded.close();
    assertThat(dropped).containsExactly("value");
    assertThat(weak.upgrade()).isNull();
    weak.close();
  }

  @Test
  void theDropperCannotBringItsValueBack() {
    List<Object> upgrades = new ArrayList<>();
    List<RcWeak<String>> weaks = new ArrayList<>();
    Rc<String> rc = Rc.of("value", value -> upgrades.add(weaks.getFirst().upgrade()));
    weaks.add(rc.downgrade());
    rc.close();
    assertThat(upgrades).hasSize(1).containsOnlyNulls();
    weaks.getFirst().close();
  }

  @Test
  void aDropperThatThrowsIsNotRunAgain() {
    List<String> dropped = new ArrayList<>();
    Rc<String> rc =
        Rc.of(
            "value",
            value -> {
              dropped.add(value);
              throw new IllegalArgumentException("from the dropper");
            });
    RcWeak<String> weak = rc.downgrade();
    assertThatThrownBy(rc::close).hasMessage("from the dropper");
    assertThat(weak.upgrade()).isNull();
    weak.close();
    assertThat(dropped).containsExactly("value");
  }

  @Test
  void emptyWeakNeverUpgrades() {
    RcWeak<String> empty = RcWeak.empty();
    RcWeak<String> copy = empty.copy();
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
    try (var rc = Rc.of("value");
        var other = Rc.of("value");
        var weak = rc.downgrade();
        var copy = weak.copy();
        var stranger = other.downgrade()) {
      assertThat(weak.sameAs(copy)).isTrue();
      assertThat(weak.sameAs(stranger)).isFalse();
    }
  }

  @Test
  void getMutGivesTheValueToTheOnlyHandle() {
    try (var rc = Rc.of(new int[] {1})) {
      int[] value = Objects.requireNonNull(rc.getMut());
      value[0] = 2;
      assertThat(rc.get()[0]).isEqualTo(2);
      assertThat(rc.strongCount()).isEqualTo(1);
      assertThat(rc.weakCount()).isZero();
    }
  }

  @Test
  void getMutIsEmptyWhileAnotherStrongHandleLives() {
    Rc<String> rc = Rc.of("value");
    Rc<String> copy = rc.copy();
    assertThat(rc.getMut()).isNull();
    copy.close();
    assertThat(rc.getMut()).isEqualTo("value");
    rc.close();
  }

  @Test
  void getMutIsEmptyWhileAWeakHandleLives() {
    Rc<String> rc = Rc.of("value");
    RcWeak<String> weak = rc.downgrade();
    assertThat(rc.getMut()).isNull();
    weak.close();
    assertThat(rc.getMut()).isEqualTo("value");
    rc.close();
  }

  @Test
  void makeMutOfTheOnlyHandleCopiesNothing() {
    Rc<String> rc = Rc.of("value");
    Rc<String> mutable =
        rc.makeMut(
            value -> {
              throw new AssertionError("nothing is shared");
            });
    assertThat(mutable).isSameAs(rc);
    assertThat(mutable.strongCount()).isEqualTo(1);
    mutable.close();
  }

  @Test
  void makeMutCopiesAValueThatOthersOwn() {
    List<String> dropped = new ArrayList<>();
    Rc<String> other = Rc.of("value", dropped::add);
    Rc<String> mutable = other.copy().makeMut(value -> value + "'");
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
    Rc<String> rc = Rc.of("value", dropped::add);
    RcWeak<String> weak = rc.downgrade();
    Rc<String> mutable =
        rc.makeMut(
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
    Rc<String> rc = Rc.of("value");
    Rc<String> other = rc.copy();
    assertThatThrownBy(
            () ->
                rc.makeMut(
                    value -> {
                      throw new IllegalArgumentException("from the copier");
                    }))
        .hasMessage("from the copier");
    assertThat(rc.strongCount()).isEqualTo(2);
    rc.close();
    other.close();
  }

  @Test
  void tryUnwrapMovesTheValueOutOfTheOnlyStrongHandle() {
    List<String> dropped = new ArrayList<>();
    Rc<String> rc = Rc.of("value", dropped::add);
    RcWeak<String> weak = rc.downgrade();
    assertThat(rc.tryUnwrap()).isEqualTo("value");
    assertThat(weak.upgrade()).isNull();
    weak.close();
    assertThat(dropped).isEmpty();
  }

  @Test
  void tryUnwrapGivesTheHandleBackWhenShared() {
    Rc<String> rc = Rc.of("value");
    Rc<String> copy = rc.copy();
    assertThat(rc.tryUnwrap()).isNull();
    assertThat(rc.strongCount()).isEqualTo(2);
    copy.close();
    assertThat(rc.tryUnwrap()).isEqualTo("value");
  }

  @Test
  void intoInnerGivesTheValueToTheLastHandleOnly() {
    List<String> dropped = new ArrayList<>();
    Rc<String> first = Rc.of("value", dropped::add);
    Rc<String> second = first.copy();
    assertThat(first.intoInner()).isNull();
    assertThat(second.intoInner()).isEqualTo("value");
    assertThat(dropped).isEmpty();
  }

  /// The schedule in which `tryUnwrap().ok()` loses the value: both try before either closes.
  @Test
  void tryUnwrapInEveryOwnerMayGiveTheValueToNone() {
    List<String> dropped = new ArrayList<>();
    Rc<String> first = Rc.of("value", dropped::add);
    Rc<String> second = first.copy();
    assertThat(first.tryUnwrap()).isNull();
    assertThat(second.tryUnwrap()).isNull();
    first.close();
    second.close();
    assertThat(dropped).containsExactly("value");
  }

  @Test
  void unwrapOrCloneMovesTheOnlyValueAndCopiesASharedOne() {
    List<String> dropped = new ArrayList<>();
    Rc<String> rc = Rc.of("value", dropped::add);
    assertThat(rc.copy().unwrapOrClone(value -> value + "'")).isEqualTo("value'");
    assertThat(rc.strongCount()).isEqualTo(1);
    assertThat(rc.unwrapOrClone(value -> value + "'")).isEqualTo("value");
    assertThat(dropped).isEmpty();
  }

  @Test
  void aCopierThatThrowsInUnwrapOrCloneStillConsumesTheHandle() {
    Rc<String> rc = Rc.of("value");
    Rc<String> copy = rc.copy();
    assertThatThrownBy(
            () ->
                copy.unwrapOrClone(
                    value -> {
                      throw new IllegalArgumentException("from the copier");
                    }))
        .hasMessage("from the copier");
    assertThat(rc.strongCount()).isEqualTo(1);
    rc.close();
  }

  @Test
  void copyFailsWhenTheCountOverflowsAndLeavesItAsItWas() {
    Rc<String> rc = Rc.startingAt(Long.MAX_VALUE - 10, "value", null);
    List<Rc<String>> handles = new ArrayList<>(List.of(rc));
    for (int i = 0; i < 10; i++) {
      handles.add(rc.copy());
    }
    RcWeak<String> weak = rc.downgrade();
    assertThatThrownBy(rc::copy).isExactlyInstanceOf(Error.class).hasMessageContaining("overflow");
    assertThatThrownBy(weak::upgrade).isExactlyInstanceOf(Error.class);
    weak.close();
    handles.forEach(Rc::close);
  }

  @Test
  void nullIsRefused() {
    assertThatNullPointerException().isThrownBy(() -> Rc.of(null));
    assertThatNullPointerException().isThrownBy(() -> Rc.of("value", null));
    Rc<String> rc = Rc.of("value");
    Rc<String> copy = rc.copy();
    assertThatNullPointerException().isThrownBy(() -> rc.makeMut(value -> null));
    assertThatNullPointerException().isThrownBy(() -> rc.unwrapOrClone(value -> null));
    copy.close();
  }
}
