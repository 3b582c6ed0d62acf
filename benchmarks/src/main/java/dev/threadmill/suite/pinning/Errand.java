package dev.threadmill.suite.pinning;

import java.io.IOException;

/// The work of one thread in a round: it takes something, counts, blocks, and releases it.
public interface Errand extends AutoCloseable {
  void run() throws InterruptedException, IOException;

  /// Prepares the next round, outside the measured time.
  default void prepare() {}

  @Override
  default void close() throws IOException {}
}
