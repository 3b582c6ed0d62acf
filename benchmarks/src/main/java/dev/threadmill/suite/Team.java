package dev.threadmill.suite;

/// Units under test that do their duties once in every round: the threads of a [Crew], or
/// coroutines.
public interface Team extends AutoCloseable {
  /// Has every member do its duty once, and waits for all.
  void work() throws InterruptedException;

  /// The same, while the caller does something beside them.
  void work(Crew.Duty beside) throws Exception;

  /// Dismisses the members; not to be called during a round.
  @Override
  default void close() throws InterruptedException {}
}
