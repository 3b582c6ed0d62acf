package dev.threadmill.suite.serving;

import java.io.IOException;

/// A server on a loopback port that answers each [Frame] it receives.
interface Server extends AutoCloseable {
  /// Returns the port it listens on.
  int port() throws IOException;

  /// Returns how frames travel to it and back.
  default Protocol protocol() {
    return Protocol.BARE;
  }

  /// Shuts down the server and its connections, and waits for its threads.
  @Override
  void close() throws IOException, InterruptedException;
}
