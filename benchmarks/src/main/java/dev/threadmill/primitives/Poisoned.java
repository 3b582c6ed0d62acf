package dev.threadmill.primitives;

import org.jspecify.annotations.Nullable;

/// The exception for a [Mutex] whose earlier holder failed and may have left its value
/// half-changed.
///
/// Rust's `PoisonError`. Thrown by [Mutex#lock] and [Mutex#tryLock] it carries the guard: **the
/// mutex is then locked**, and a caller that catches this to go on takes the guard and closes
/// it. Thrown by any other method it carries none, and nothing is locked. It has no stack
/// trace, because the failure to investigate is the earlier one.
public final class Poisoned extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Mutex.@Nullable Guard<?> guard;

  Poisoned(Mutex.@Nullable Guard<?> guard) {
    super("a holder of this mutex failed before it unlocked", null, true, false);
    this.guard = guard;
  }

  /// Returns the guard of `mutex`, which must still be closed: Rust's
  /// `PoisonError::into_inner`.
  ///
  /// @throws IllegalStateException if this did not come from `lock` or `tryLock` of `mutex`
  @SuppressWarnings("unchecked") // a guard of a Mutex<T> is a Guard<T>
  public <T> Mutex.Guard<T> guard(Mutex<T> mutex) {
    if (guard == null || guard.mutex() != mutex) {
      throw new IllegalStateException("this brings no guard of that mutex");
    }
    return (Mutex.Guard<T>) guard;
  }
}
