package dev.threadmill.suite.messaging;

/// A message: a number for checking, and a body for the larger payloads.
///
/// With compressed references this object takes 24 bytes, the size of a small message.
///
/// @param number the number of the message within the round
/// @param body empty and shared unless the payload says otherwise
public record Message(long number, byte[] body) {
  private static final byte[] NO_BODY = {};

  /// The end marker, sent after the last message of a round, once for each consumer.
  public static final Message END = new Message(-1);

  public Message(long number) {
    this(number, NO_BODY);
  }
}
