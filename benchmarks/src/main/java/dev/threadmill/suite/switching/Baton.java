package dev.threadmill.suite.switching;

/// The token that two threads pass to each other: only the thread that holds it may count.
///
/// The count is a plain field, so a wire that passes the baton to both threads at once, or
/// publishes it unsafely, gets the count wrong.
public final class Baton {
  private long passes;

  /// Counts one more pass.
  ///
  /// @throws IllegalStateException if the other thread was not the last to count
  void pass(long passesBefore) {
    if (passes != passesBefore) {
      throw new IllegalStateException(
          "The baton was passed " + passes + " times instead of " + passesBefore);
    }
    passes = passesBefore + 1;
  }

  /// @throws IllegalStateException if it was not passed there and back so many times
  void requireTrips(long trips) {
    if (passes != 2 * trips) {
      throw new IllegalStateException(
          "The baton was passed " + passes + " times in " + trips + " trips there and back");
    }
  }
}
