package dev.threadmill.suite.serving;

import java.io.IOException;

/// A server on a port of the loopback interface that answers each [Frame] it is sent.
interface Server extends AutoCloseable {
  /// Where it listens.
  int port() throws IOException;

  /// Ends it with its connections, and waits for its threads.
  @Override
  void close() throws IOException, InterruptedException;
}
