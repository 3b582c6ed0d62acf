package dev.threadmill.suite.messaging;

/// The outcome of every try in a cell.
public enum TryOutcome {
  /// There was no message to receive.
  EMPTY,
  /// A message was received.
  RECEIVED,
  /// A message was sent.
  SENT,
  /// There was no room to send.
  FULL;

  /// Whether the tries send messages, or would if there were room.
  boolean isOfSenders() {
    return this == SENT || this == FULL;
  }
}
