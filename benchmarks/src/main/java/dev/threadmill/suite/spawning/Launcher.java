package dev.threadmill.suite.spawning;

/// A way to have tasks run beside the caller.
///
/// Any number of callers may use one launcher, each by a [Batch] of its own.
public interface Launcher extends AutoCloseable {
  /// Room for `size` tasks at a time, for one calling thread.
  Batch batch(int size);

  /// Ends the threads that the launcher keeps, if it keeps any; not to be called during a batch.
  @Override
  void close() throws InterruptedException;

  /// The tasks that one caller starts together and waits for, any number of times.
  interface Batch {
    /// Starts all tasks, as many as the batch has room for.
    void start(Runnable[] tasks);

    /// Returns when all tasks of the last start have ended.
    ///
    /// A task that fails may fail the wait or not; that it did not run is for the caller to see.
    void await() throws Exception;
  }
}
