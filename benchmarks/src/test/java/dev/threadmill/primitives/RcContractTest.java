package dev.threadmill.primitives;

import java.util.function.Consumer;

/// Tests what Rust's documentation of `rc::Rc` and `rc::Weak` promises; in both modes.
class RcContractTest extends CountedHandleContractTest {
  @Override
  <T> CountedHandle<T> of(T value) {
    return CountedHandle.to(Rc.of(value));
  }

  @Override
  <T> CountedHandle<T> of(T value, Consumer<? super T> dropper) {
    return CountedHandle.to(Rc.of(value, dropper));
  }

  @Override
  <T> CountedHandle<T> empty() {
    return CountedHandle.to(RcWeak.empty());
  }

  @Override
  <T> CountedHandle<T> withRoomForTen(T value) {
    return CountedHandle.to(Rc.startingAt(Long.MAX_VALUE - 10, value, null));
  }
}
