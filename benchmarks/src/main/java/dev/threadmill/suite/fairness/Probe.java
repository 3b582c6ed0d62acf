package dev.threadmill.suite.fairness;

import dev.threadmill.suite.Shares;

/// A thread that has something brief to do each time a turn falls due.
interface Probe extends AutoCloseable {
  /// Has all turns of a window asked for and taken while others are busy, and returns how these
  /// shared their work.
  Shares watch(Window window, BusyCrew busy) throws Exception;

  @Override
  void close() throws InterruptedException;
}
