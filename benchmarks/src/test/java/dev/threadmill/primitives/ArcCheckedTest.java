package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Tests what rustc refuses to compile, and checked mode refuses to run: `Arc`, `Weak` and
/// `Rc`.
@EnabledIfSystemProperty(named = "threadmill.checked", matches = "true")
class ArcCheckedTest {

  private static void refused(String sentence, ThrowingCallable use) {
    assertThatIllegalStateException().isThrownBy(use).withMessage(sentence);
  }

  @Test
  void everyUseOfAClosedArcIsRefused() {
    Arc<String> other = Arc.of("value");
    Arc<String> arc = other.copy();
    arc.close();
    String end = "() was called on a handle that close() had already consumed";
    refused("Arc.get" + end, arc::get);
    refused("Arc.copy" + end, arc::copy);
    refused("Arc.close" + end, arc::close);
    refused("Arc.downgrade" + end, arc::downgrade);
    refused("Arc.strongCount" + end, arc::strongCount);
    refused("Arc.weakCount" + end, arc::weakCount);
    refused("Arc.getMut" + end, arc::getMut);
    refused("Arc.makeMut" + end, () -> arc.makeMut(value -> value));
    refused("Arc.tryUnwrap" + end, arc::tryUnwrap);
    refused("Arc.intoInner" + end, arc::intoInner);
    refused("Arc.unwrapOrClone" + end, () -> arc.unwrapOrClone(value -> value));
    refused("Arc.sameAs" + end, () -> arc.sameAs(other));
    refused("Arc.sameAs" + end, () -> other.sameAs(arc));
    assertThat(other.strongCount()).isEqualTo(1);
    other.close();
  }

  @Test
  void aSecondCloseLeavesTheOtherHandlesAlone() {
    Arc<String> arc = Arc.of("value");
    Arc<String> copy = arc.copy();
    copy.close();
    assertThatIllegalStateException().isThrownBy(copy::close);
    assertThat(arc.get()).isEqualTo("value");
    arc.close();
  }

  @Test
  void theMethodThatMovedTheHandleIsNamed() {
    Arc<String> unwrapped = Arc.of("value");
    unwrapped.tryUnwrap();
    refused(
        "Arc.get() was called on a handle that tryUnwrap() had already consumed", unwrapped::get);
    Arc<String> inner = Arc.of("value");
    inner.intoInner();
    refused(
        "Arc.close() was called on a handle that intoInner() had already consumed", inner::close);
    Arc<String> cloned = Arc.of("value");
    cloned.unwrapOrClone(value -> value);
    refused(
        "Arc.copy() was called on a handle that unwrapOrClone() had already consumed",
        cloned::copy);
    Arc<String> shared = Arc.of("value");
    Arc<String> copy = shared.copy();
    copy.makeMut(value -> value).close();
    refused("Arc.get() was called on a handle that makeMut() had already consumed", copy::get);
    shared.close();
  }

  @Test
  void everyUseOfAClosedWeakIsRefused() {
    try (var arc = Arc.of("value");
        var other = arc.downgrade()) {
      Weak<String> weak = arc.downgrade();
      weak.close();
      String end = "() was called on a handle that close() had already consumed";
      refused("Weak.upgrade" + end, weak::upgrade);
      refused("Weak.copy" + end, weak::copy);
      refused("Weak.close" + end, weak::close);
      refused("Weak.strongCount" + end, weak::strongCount);
      refused("Weak.weakCount" + end, weak::weakCount);
      refused("Weak.sameAs" + end, () -> other.sameAs(weak));
      assertThat(arc.weakCount()).isEqualTo(1);
    }
  }

  @Test
  void everyUseOfAClosedRcIsRefused() {
    Rc<String> rc = Rc.of("value");
    RcWeak<String> weak = rc.downgrade();
    weak.close();
    rc.close();
    String end = "() was called on a handle that close() had already consumed";
    refused("RcWeak.upgrade" + end, weak::upgrade);
    refused("RcWeak.close" + end, weak::close);
    refused("Rc.get" + end, rc::get);
    refused("Rc.copy" + end, rc::copy);
    refused("Rc.close" + end, rc::close);
    refused("Rc.intoInner" + end, rc::intoInner);
  }

  @Test
  void anRcRefusesAnotherThread() throws InterruptedException {
    try (var rc = Rc.of("value");
        var weak = rc.downgrade()) {
      String owner = Thread.currentThread().getName();
      Thread other =
          Thread.ofPlatform()
              .name("other")
              .start(
                  () -> {
                    String end =
                        "() was called by thread other, but the handle belongs to thread " + owner;
                    refused("Rc.copy" + end, rc::copy);
                    refused("Rc.get" + end, rc::get);
                    refused("Rc.close" + end, rc::close);
                    refused("RcWeak.upgrade" + end, weak::upgrade);
                    refused("RcWeak.close" + end, weak::close);
                    Thread.currentThread().setName("refused");
                  });
      other.join();
      assertThat(other.getName()).isEqualTo("refused");
      assertThat(rc.strongCount()).isEqualTo(1);
      assertThat(rc.weakCount()).isEqualTo(1);
    }
  }
}
