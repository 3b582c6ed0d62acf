package dev.threadmill.suite.spawning;

/// A way to run tasks concurrently with the caller.
///
/// Any number of callers may share a launcher, each with its own [Batch].
public interface Launcher extends AutoCloseable {
  /// Creates a batch of `size` tasks for one calling thread.
  Batch batch(int size);

  /// Ends the threads that the launcher keeps, if any; not to be called during a batch.
  @Override
  void close() throws InterruptedException;

  /// A batch of tasks that one caller starts together and waits for, any number of times.
  interface Batch {
    /// Starts all tasks, as many as the size of the batch.
    void start(Runnable[] tasks);

    /// Waits until all tasks of the last start have ended.
    ///
    /// A failed task may or may not fail the wait; the caller must check that it ran.
    void await() throws Exception;

    /// Starts all tasks and waits for them, so many times.
    default void repeat(Runnable[] tasks, int times) throws Exception {
      for (int i = 0; i < times; i++) {
        start(tasks);
        await();
      }
    }
  }
}
