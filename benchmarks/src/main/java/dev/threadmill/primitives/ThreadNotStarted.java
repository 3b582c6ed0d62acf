package dev.threadmill.primitives;

/// The news that a thread could not be started, by a limit of the system or for want of memory.
///
/// The cause is what the JDK threw, most often an [OutOfMemoryError]. No task ran, and a value that
/// was to be moved into the thread has been closed.
public final class ThreadNotStarted extends RuntimeException {
  ThreadNotStarted(ThreadKind kind, Throwable refusal) {
    super("the system refused to start a " + kind + " thread: " + refusal.getMessage(), refusal);
  }
}
