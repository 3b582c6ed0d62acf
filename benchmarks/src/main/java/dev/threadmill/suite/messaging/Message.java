package dev.threadmill.suite.messaging;

/// A message: a number to check it by, and a body for the larger payloads.
///
/// With compressed references this object takes 24 bytes, the size that a small message has.
///
/// @param number says which message of the round it is
/// @param body empty and shared, unless the payload says otherwise
public record Message(long number, byte[] body) {
  private static final byte[] NO_BODY = {};

  /// Follows the last message of a round, once for each consumer.
  static final Message END = new Message(-1);

  Message(long number) {
    this(number, NO_BODY);
  }
}
