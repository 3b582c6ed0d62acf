package dev.threadmill.suite.fairness;

import java.io.IOException;

/// What one busy thread does for others between two units of work, with what it needs for that.
interface Gesture extends AutoCloseable {
  void make() throws Exception;

  /// To be called when its thread has ended.
  @Override
  default void close() throws IOException, InterruptedException {}
}
