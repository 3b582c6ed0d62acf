package dev.threadmill.suite.messaging;

/// What all tries of a cell come to.
public enum Outcome {
  /// Nothing was there to be received.
  EMPTY,
  RECEIVED,
  SENT,
  /// There was no room to send into.
  FULL;

  /// Whether messages come in by the tries, or would if there were room.
  boolean isOfSenders() {
    return this == SENT || this == FULL;
  }
}
