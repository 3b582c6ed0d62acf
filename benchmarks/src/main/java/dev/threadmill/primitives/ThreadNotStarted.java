package dev.threadmill.primitives;

/// The exception for a thread that could not be started, because of a system limit or lack of
/// memory.
///
/// The cause is what the JDK threw, most often an [OutOfMemoryError]. The task did not run, and
/// a value that was to be moved into the thread has been closed.
public final class ThreadNotStarted extends RuntimeException {
  ThreadNotStarted(ThreadKind kind, Throwable refusal) {
    super("the system refused to start a " + kind + " thread: " + refusal.getMessage(), refusal);
  }
}
