package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What Rust's documentation of `Arc` and `Weak` promises to one thread; in both modes.
class ArcContractTest {

  @Test
  void theLastHandleToCloseRunsTheDropperOnce() {
    List<String> dropped = new ArrayList<>();
    Arc<String> first = Arc.of("value", dropped::add);
    Arc<String> second = first.copy();
    first.close();
    assertThat(dropped).isEmpty();
    assertThat(second.get()).isEqualTo("value");
    second.close();
    assertThat(dropped).containsExactly("value");
  }

  @Test
  void withoutDropperNothingIsRun() {
    Arc<String> arc = Arc.of("value");
    Weak<String> weak = arc.downgrade();
    arc.close();
    assertThat(weak.upgrade()).isNull();
    weak.close();
  }

  @Test
  void everyHandleSeesTheSameValue() {
    Object value = new Object();
    try (var first = Arc.of(value);
        var second = first.copy()) {
      assertThat(first.get()).isSameAs(value);
      assertThat(second.get()).isSameAs(value);
      assertThat(first.sameAs(second)).isTrue();
    }
  }

  @Test
  void equalValuesInTwoArcsAreNotTheSame() {
    try (var one = Arc.of("value");
        var other = Arc.of("value")) {
      assertThat(one.sameAs(other)).isFalse();
    }
  }

  @Test
  void countsFollowCopiesAndCloses() {
    Arc<String> arc = Arc.of("value");
    assertThat(arc.strongCount()).isEqualTo(1);
    assertThat(arc.weakCount()).isZero();
    Arc<String> copy = arc.copy();
    Weak<String> weak = arc.downgrade();
    Weak<String> weakCopy = weak.copy();
    assertThat(arc.strongCount()).isEqualTo(2);
    assertThat(arc.weakCount()).isEqualTo(2);
    assertThat(weak.strongCount()).isEqualTo(2);
    assertThat(weak.weakCount()).isEqualTo(2);
    copy.close();
    weakCopy.close();
    assertThat(arc.strongCount()).isEqualTo(1);
    assertThat(arc.weakCount()).isEqualTo(1);
    arc.close();
    assertThat(weak.strongCount()).isZero();
    assertThat(weak.weakCount()).isZero();
    weak.close();
  }

  @Test
  void weakUpgradesWhileAStrongHandleLives() {
    List<String> dropped = new ArrayList<>();
    Arc<String> arc = Arc.of("value", dropped::add);
    Weak<String> weak = arc.downgrade();
    Arc<String> upgraded = Objects.requireNonNull(weak.upgrade());
    assertThat(upgraded.sameAs(arc)).isTrue();
    arc.close();
    assertThat(dropped).isEmpty();
    upgraded.close();
    assertThat(dropped).containsExactly("value");
    assertThat(weak.upgrade()).isNull();
    weak.close();
  }

  @Test
  void theDropperCannotBringItsValueBack() {
    List<Object> upgrades = new ArrayList<>();
    List<Weak<String>> weaks = new ArrayList<>();
    Arc<String> arc = Arc.of("value", value -> upgrades.add(weaks.getFirst().upgrade()));
    weaks.add(arc.downgrade());
    arc.close();
    assertThat(upgrades).hasSize(1).containsOnlyNulls();
    weaks.getFirst().close();
  }

  @Test
  void aDropperThatThrowsIsNotRunAgain() {
    List<String> dropped = new ArrayList<>();
    Arc<String> arc =
        Arc.of(
            "value",
            value -> {
              dropped.add(value);
              throw new IllegalArgumentException("from the dropper");
            });
    Weak<String> weak = arc.downgrade();
    assertThatThrownBy(arc::close).hasMessage("from the dropper");
    assertThat(weak.upgrade()).isNull();
    weak.close();
    assertThat(dropped).containsExactly("value");
  }

  @Test
  void emptyWeakNeverUpgrades() {
    Weak<String> empty = Weak.empty();
    Weak<String> copy = empty.copy();
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
    try (var arc = Arc.of("value");
        var other = Arc.of("value");
        var weak = arc.downgrade();
        var copy = weak.copy();
        var stranger = other.downgrade()) {
      assertThat(weak.sameAs(copy)).isTrue();
      assertThat(weak.sameAs(stranger)).isFalse();
    }
  }

  @Test
  void getMutGivesTheValueToTheOnlyHandle() {
    try (var arc = Arc.of(new int[] {1})) {
      int[] value = Objects.requireNonNull(arc.getMut());
      value[0] = 2;
      assertThat(arc.get()[0]).isEqualTo(2);
      assertThat(arc.strongCount()).isEqualTo(1);
      assertThat(arc.weakCount()).isZero();
    }
  }

  @Test
  void getMutIsEmptyWhileAnotherStrongHandleLives() {
    Arc<String> arc = Arc.of("value");
    Arc<String> copy = arc.copy();
    assertThat(arc.getMut()).isNull();
    copy.close();
    assertThat(arc.getMut()).isEqualTo("value");
    arc.close();
  }

  @Test
  void getMutIsEmptyWhileAWeakHandleLives() {
    Arc<String> arc = Arc.of("value");
    Weak<String> weak = arc.downgrade();
    assertThat(arc.getMut()).isNull();
    weak.close();
    assertThat(arc.getMut()).isEqualTo("value");
    arc.close();
  }

  @Test
  void makeMutOfTheOnlyHandleCopiesNothing() {
    Arc<String> arc = Arc.of("value");
    Arc<String> mutable =
        arc.makeMut(
            value -> {
              throw new AssertionError("nothing is shared");
            });
    assertThat(mutable).isSameAs(arc);
    assertThat(mutable.strongCount()).isEqualTo(1);
    mutable.close();
  }

  @Test
  void makeMutCopiesAValueThatOthersOwn() {
    List<String> dropped = new ArrayList<>();
    Arc<String> other = Arc.of("value", dropped::add);
    Arc<String> mutable = other.copy().makeMut(value -> value + "'");
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
    Arc<String> arc = Arc.of("value", dropped::add);
    Weak<String> weak = arc.downgrade();
    Arc<String> mutable =
        arc.makeMut(
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
    Arc<String> arc = Arc.of("value");
    Arc<String> other = arc.copy();
    assertThatThrownBy(
            () ->
                arc.makeMut(
                    value -> {
                      throw new IllegalArgumentException("from the copier");
                    }))
        .hasMessage("from the copier");
    assertThat(arc.strongCount()).isEqualTo(2);
    arc.close();
    other.close();
  }

  @Test
  void tryUnwrapMovesTheValueOutOfTheOnlyStrongHandle() {
    List<String> dropped = new ArrayList<>();
    Arc<String> arc = Arc.of("value", dropped::add);
    Weak<String> weak = arc.downgrade();
    assertThat(arc.tryUnwrap()).isEqualTo("value");
    assertThat(weak.upgrade()).isNull();
    weak.close();
    assertThat(dropped).isEmpty();
  }

  @Test
  void tryUnwrapGivesTheHandleBackWhenShared() {
    Arc<String> arc = Arc.of("value");
    Arc<String> copy = arc.copy();
    assertThat(arc.tryUnwrap()).isNull();
    assertThat(arc.strongCount()).isEqualTo(2);
    copy.close();
    assertThat(arc.tryUnwrap()).isEqualTo("value");
  }

  @Test
  void intoInnerGivesTheValueToTheLastHandleOnly() {
    List<String> dropped = new ArrayList<>();
    Arc<String> first = Arc.of("value", dropped::add);
    Arc<String> second = first.copy();
    assertThat(first.intoInner()).isNull();
    assertThat(second.intoInner()).isEqualTo("value");
    assertThat(dropped).isEmpty();
  }

  /// The schedule in which `tryUnwrap().ok()` loses the value: both try before either closes.
  @Test
  void tryUnwrapInEveryOwnerMayGiveTheValueToNone() {
    List<String> dropped = new ArrayList<>();
    Arc<String> first = Arc.of("value", dropped::add);
    Arc<String> second = first.copy();
    assertThat(first.tryUnwrap()).isNull();
    assertThat(second.tryUnwrap()).isNull();
    first.close();
    second.close();
    assertThat(dropped).containsExactly("value");
  }

  @Test
  void unwrapOrCloneMovesTheOnlyValueAndCopiesASharedOne() {
    List<String> dropped = new ArrayList<>();
    Arc<String> arc = Arc.of("value", dropped::add);
    assertThat(arc.copy().unwrapOrClone(value -> value + "'")).isEqualTo("value'");
    assertThat(arc.strongCount()).isEqualTo(1);
    assertThat(arc.unwrapOrClone(value -> value + "'")).isEqualTo("value");
    assertThat(dropped).isEmpty();
  }

  @Test
  void aCopierThatThrowsInUnwrapOrCloneStillConsumesTheHandle() {
    Arc<String> arc = Arc.of("value");
    Arc<String> copy = arc.copy();
    assertThatThrownBy(
            () ->
                copy.unwrapOrClone(
                    value -> {
                      throw new IllegalArgumentException("from the copier");
                    }))
        .hasMessage("from the copier");
    assertThat(arc.strongCount()).isEqualTo(1);
    arc.close();
  }

  @Test
  void copyFailsWhenTheCountOverflowsAndLeavesItAsItWas() {
    Arc<String> arc = Arc.startingAt(Long.MAX_VALUE - 9, "value", null);
    List<Arc<String>> handles = new ArrayList<>(List.of(arc));
    for (int i = 0; i < 10; i++) {
      handles.add(arc.copy());
    }
    Weak<String> weak = arc.downgrade();
    assertThatThrownBy(arc::copy).isExactlyInstanceOf(Error.class).hasMessageContaining("overflow");
    assertThatThrownBy(weak::upgrade).isExactlyInstanceOf(Error.class);
    weak.close();
    handles.forEach(Arc::close);
  }

  @Test
  void nullIsRefused() {
    assertThatNullPointerException().isThrownBy(() -> Arc.of(null));
    assertThatNullPointerException().isThrownBy(() -> Arc.of("value", null));
    Arc<String> arc = Arc.of("value");
    Arc<String> copy = arc.copy();
    assertThatNullPointerException().isThrownBy(() -> arc.makeMut(value -> null));
    assertThatNullPointerException().isThrownBy(() -> arc.unwrapOrClone(value -> null));
    copy.close();
  }
}
