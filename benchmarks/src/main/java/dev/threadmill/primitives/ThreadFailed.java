package dev.threadmill.primitives;

/// The exception for a thread that ended by throwing: what Rust's `join` returns as an error.
///
/// The cause is the task's own exception, unchanged. The stack trace of this exception itself
/// is that of the joining thread.
public final class ThreadFailed extends RuntimeException {
  ThreadFailed(Thread thread, Throwable failure) {
    this(nameOf(thread) + " failed", failure);
  }

  ThreadFailed(String what, Throwable failure) {
    super(what + ": " + failure, failure);
  }

  private static String nameOf(Thread thread) {
    var name = thread.getName();
    return name.isEmpty() ? "thread #" + thread.threadId() : "thread " + name;
  }
}
