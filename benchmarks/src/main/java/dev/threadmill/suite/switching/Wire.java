package dev.threadmill.suite.switching;

/// One way for a baton from a thread to another, which waits for it.
public interface Wire extends AutoCloseable {
  /// Hands the baton over. It may wait until it is taken, or return at once.
  void send(Baton baton) throws InterruptedException;

  /// Waits for the baton. Always called by the same thread.
  Baton receive() throws InterruptedException;

  /// Says that its receiver will not come again before another thread uses or closes the wire.
  default void rest() {}

  /// Ends the wire, when no thread uses it any more.
  @Override
  default void close() {}
}
