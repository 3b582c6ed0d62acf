package dev.threadmill.primitives.planted;

import java.util.concurrent.atomic.AtomicReference;

/// An Owned with a planted bug: its take, which should be one exchange, is a look and a write.
public final class BrokenOwned {
  private final AtomicReference<Object> value;

  public BrokenOwned(Object value) {
    this.value = new AtomicReference<>(value);
  }

  public Object take() {
    Object moved = value.get();
    if (moved == null) {
      throw new IllegalStateException("moved out");
    }
    value.set(null);
    return moved;
  }
}
