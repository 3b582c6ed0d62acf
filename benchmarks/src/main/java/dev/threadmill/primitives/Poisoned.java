package dev.threadmill.primitives;

/// The exception for a [Mutex] whose earlier holder failed and may have left its value
/// half-changed.
///
/// Whoever catches it holds nothing. Rust's `PoisonError` carries the guard, and with it the
/// lock, because an error that is dropped unlocks; a Java exception that is ignored would not.
/// [Mutex#lockAnyway] does what `PoisonError::into_inner` is for. There is no stack trace,
/// because the failure to investigate is the earlier one.
public final class Poisoned extends RuntimeException {
  private static final long serialVersionUID = 1;

  Poisoned() {
    super("a holder of this mutex failed before it unlocked", null, true, false);
  }
}
