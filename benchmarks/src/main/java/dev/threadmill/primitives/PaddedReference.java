package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A reference alone in its cache lines: threads that read it, or spin on it, and writes to its
/// neighbours do not slow each other down, wherever the collector moves it.
final class PaddedReference {
  private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(Object[].class);

  /// Two cache lines before and after it, because processors fetch them in pairs.
  private static final int PADDED = 32;

  private final @Nullable Object[] values = new Object[2 * PADDED + 1];

  @Nullable Object get() {
    return VALUE.getVolatile(values, PADDED);
  }

  /// Stores with release: a reader of the value sees everything done before.
  void set(@Nullable Object value) {
    VALUE.setRelease(values, PADDED, value);
  }

  boolean replace(@Nullable Object expected, @Nullable Object value) {
    return VALUE.compareAndSet(values, PADDED, expected, value);
  }
}
