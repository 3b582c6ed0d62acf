package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A reference alone in its cache lines: threads that wait for it do not slow those down that write
/// its neighbours, wherever the collector puts it.
final class LoneReference {
  private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(Object[].class);

  /// Two lines before it and after it, as processors fetch them in pairs.
  private static final int PADDED = 32;

  private final @Nullable Object[] values = new Object[2 * PADDED + 1];

  @Nullable Object get() {
    return VALUE.getVolatile(values, PADDED);
  }

  /// Release: who reads it sees what was done before.
  void set(@Nullable Object value) {
    VALUE.setRelease(values, PADDED, value);
  }

  boolean replace(@Nullable Object expected, @Nullable Object value) {
    return VALUE.compareAndSet(values, PADDED, expected, value);
  }
}
