package dev.threadmill.suite.proof;

/// Something that is done so many times in a row, and counts how often it really was.
interface Work extends AutoCloseable {
  /// Does the operation so many times, one after the other, in the same loop whatever the number.
  void perform(int operations) throws InterruptedException;

  /// How many operations were done so far, as counted where they end: by the partner of a hand-off,
  /// by each thread that was started, and not by the loop.
  long done();

  @Override
  default void close() throws InterruptedException {}
}
