package dev.threadmill.suite.pinning;

import java.io.IOException;

/// What one thread does once a round: it gets hold of something, counts, blocks, and lets go.
public interface Errand extends AutoCloseable {
  void run() throws InterruptedException, IOException;

  /// Makes ready for the next round, outside of what is timed.
  default void prepare() {}

  @Override
  default void close() throws IOException {}
}
