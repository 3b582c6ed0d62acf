package dev.threadmill.suite.sharing;

import dev.threadmill.suite.Shares;

/// A fixed number of turns that contestants take, divided evenly and started together. Threads have
/// a [Contest].
interface Race extends AutoCloseable {
  /// Runs the turns of every contestant.
  Shares run() throws InterruptedException;

  @Override
  default void close() throws InterruptedException {}
}
