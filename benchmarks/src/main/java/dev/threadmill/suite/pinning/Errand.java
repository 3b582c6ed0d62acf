package dev.threadmill.suite.pinning;

import java.io.IOException;

/// The work of one thread in a round: it takes something, counts, blocks, and releases it.
public interface Errand extends AutoCloseable {
  void run() throws InterruptedException, IOException;

  /// Makes ready for the next round, outside of what is timed.
  default void prepare() {}

  @Override
  default void close() throws IOException {}
}
