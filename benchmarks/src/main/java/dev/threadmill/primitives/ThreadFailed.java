package dev.threadmill.primitives;

/// The news that a thread ended by throwing: what Rust's `join` gives as an error.
///
/// The cause is what the task threw, as it was thrown. The stack trace of this exception itself is
/// of the thread that joined.
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
