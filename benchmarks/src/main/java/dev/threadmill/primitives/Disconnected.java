package dev.threadmill.primitives;

import org.jspecify.annotations.Nullable;

/// The exception for a channel whose other end is gone: nothing sent from now on would ever be
/// received, or nothing more can be received.
///
/// A failed send returns its message, as Rust's `SendError` does. There is no stack trace: the
/// end of a channel is an ordinary event and must not cost more than the messages before it.
public final class Disconnected extends RuntimeException {
  private final transient @Nullable Object value;

  private Disconnected(String message, @Nullable Object value) {
    // Suppression is enabled: a scope adds the failures of its threads.
    super(message, null, true, false);
    this.value = value;
  }

  static Disconnected drained() {
    return new Disconnected("every sender is closed", null);
  }

  static Disconnected returning(Object value) {
    return new Disconnected("the receiver is closed", value);
  }

  /// The message that could not be sent; null when a receive failed.
  ///
  /// An exception cannot be generic in Java, so whoever is far from the send says the type again:
  /// `gone.value(String.class)`. Beside the send, the message is still at hand.
  public @Nullable Object value() {
    return value;
  }

  /// The message that could not be sent, as what it is; null when a receive failed.
  ///
  /// @throws ClassCastException if the message is of another type
  public <T> @Nullable T value(Class<T> type) {
    return type.cast(value);
  }
}
