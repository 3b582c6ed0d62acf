package dev.threadmill.suite.switching;

/// A one-way connection that carries a baton from one thread to another, which waits for it.
public interface Wire extends AutoCloseable {
  /// Passes the baton on. It may wait until the baton is taken, or return at once.
  void send(Baton baton) throws InterruptedException;

  /// Waits for the baton. Always called by the same thread.
  Baton receive() throws InterruptedException;

  /// Announces that the receiver will not return before another thread uses or closes the wire.
  default void rest() {}

  /// Closes the wire once no thread uses it.
  @Override
  default void close() {}
}
