package dev.threadmill.primitives;

/// The exception for a borrow from a [RefCell] that a living one forbids.
///
/// Rust's `BorrowError` and `BorrowMutError`. The message says which kind of borrow is in the way.
public final class AlreadyBorrowed extends RuntimeException {
  private static final long serialVersionUID = 1;

  AlreadyBorrowed(String message) {
    super(message);
  }
}
