package dev.threadmill.suite.messaging;

/// The result that every try of a cell has.
public enum TryOutcome {
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
