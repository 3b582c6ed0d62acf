package dev.threadmill.primitives;

import java.util.function.Consumer;

/// Tests what Rust's documentation of `Arc` and `Weak` promises to one thread; in both modes.
class ArcContractTest extends CountedHandleContractTest {
  @Override
  <T> CountedHandle<T> of(T value) {
    return CountedHandle.to(Arc.of(value));
  }

  @Override
  <T> CountedHandle<T> of(T value, Consumer<? super T> dropper) {
    return CountedHandle.to(Arc.of(value, dropper));
  }

  @Override
  <T> CountedHandle<T> empty() {
    return CountedHandle.to(Weak.empty());
  }

  @Override
  <T> CountedHandle<T> withRoomForTen(T value) {
    return CountedHandle.to(Arc.startingAt(Long.MAX_VALUE - 9, value, null));
  }
}
