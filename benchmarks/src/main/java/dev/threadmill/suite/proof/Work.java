package dev.threadmill.suite.proof;

/// An operation that is repeated a given number of times and counts its actual executions.
interface Work extends AutoCloseable {
  /// Performs the operation this many times in a row, in the same loop whatever the number.
  void perform(int operations) throws InterruptedException;

  /// Returns the number of operations done so far, counted where they end (by the partner of a
  /// hand-off, or by each started thread) and not by the loop.
  long done();

  @Override
  default void close() throws InterruptedException {}
}
