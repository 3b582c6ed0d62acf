package dev.threadmill.suite.switching;

/// The token that two threads hand to each other: only the thread that has it may count.
///
/// The count is a plain field, so that a wire which hands the baton to both at once, or publishes
/// it carelessly, gets the count wrong.
public final class Baton {
  private long passes;

  /// Counts one pass more.
  ///
  /// @throws IllegalStateException if the other thread has not counted last
  void pass(long passesBefore) {
    if (passes != passesBefore) {
      throw new IllegalStateException(
          "The baton was passed " + passes + " times instead of " + passesBefore);
    }
    passes = passesBefore + 1;
  }

  long passes() {
    return passes;
  }
}
