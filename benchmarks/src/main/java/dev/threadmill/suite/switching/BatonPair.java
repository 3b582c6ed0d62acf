package dev.threadmill.suite.switching;

/// Two units that take turns: they pass a [Baton] there and back, and one of them always waits.
interface BatonPair extends AutoCloseable {
  /// Makes all round trips of a round, and gives the number of those made so far.
  long work() throws InterruptedException;

  /// Reports what else there is to say of the rounds since the last report.
  default void report() {}

  @Override
  default void close() throws InterruptedException {}
}
