package dev.threadmill.suite.footprint;

/// Threads or coroutines that wait at the bottom of their stacks until they are released.
interface Waiters extends AutoCloseable {
  /// Starts all, and returns once each of them waits.
  ///
  /// @throws IllegalStateException if one ends, or never waits
  void start() throws InterruptedException;

  /// Releases all, and waits for their end.
  ///
  /// @throws IllegalStateException if one does not end or waited in the wrong place
  @Override
  void close() throws InterruptedException;
}
