package dev.threadmill.primitives;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Something that starts threads: a [ThreadKind], a [ThreadBuilder] or a [Scope].
///
/// Each form of `spawn` returns at once with the [JoinHandle] of a thread that has already been
/// started. A task may be a lambda with or without a value. Where a lambda on a moved value
/// could be either, because it is a single call or only throws, javac takes it for one with a
/// value. So a single call that returns nothing needs braces: `sender -> { sender.send(1); }`.
///
/// - **Blocking:** no form of `spawn` waits for the new thread.
/// - **Null:** no argument may be null; the value of a task may be.
/// - **Interruption:** `spawn` neither reads nor changes the interrupt flag of its caller.
/// - **Fairness:** none; threads start in whatever order the scheduler picks.
/// - **Happens-before:** what the caller did before `spawn` is visible to the new thread.
public sealed interface Spawner permits ThreadKind, ThreadBuilder, Scope {
  /// Starts a thread that computes a value.
  ///
  /// @throws ThreadNotStarted if the system cannot start another thread
  <T extends @Nullable Object> JoinHandle<T> spawn(Callable<T> task);

  /// Starts a thread that computes nothing: its handle returns null.
  ///
  /// @throws ThreadNotStarted if the system cannot start another thread
  default JoinHandle<@Nullable Void> spawn(Action task) {
    Objects.requireNonNull(task, "task");
    Callable<@Nullable Void> call =
        () -> {
          task.run();
          return null;
        };
    return spawn(call);
  }

  /// Starts a thread that a value is moved into, like a `move` closure in Rust.
  ///
  /// The value is taken from `moved` before this returns. If it is an [AutoCloseable], it is
  /// closed when the body ends, even if the body fails or the thread cannot be started at all.
  /// So a producer that fails still disconnects its channel. The body must not close it a
  /// second time.
  ///
  /// @throws ThreadNotStarted if the system cannot start another thread
  default <R, T extends @Nullable Object> JoinHandle<T> spawn(Owned<R> moved, Body<R, T> body) {
    Objects.requireNonNull(body, "body");
    R value = moved.take();
    Callable<T> call =
        () -> {
          // A failure to close becomes the thread's failure, or is suppressed in the body's
          // own.
          try (AutoCloseable dropped = closeable(value)) {
            return body.call(value);
          }
        };
    try {
      return spawn(call);
    } catch (RuntimeException refused) {
      // Rust drops the closure, and with it its captures, when the thread cannot be started.
      drop(value, refused);
      throw refused;
    }
  }

  /// Starts a thread that a value is moved into and that computes nothing.
  ///
  /// @throws ThreadNotStarted if the system cannot start another thread
  default <R> JoinHandle<@Nullable Void> spawn(Owned<R> moved, VoidBody<R> body) {
    Objects.requireNonNull(body, "body");
    Body<R, @Nullable Void> call =
        value -> {
          body.run(value);
          return null;
        };
    return spawn(moved, call);
  }

  private static void drop(Object value, RuntimeException reason) {
    try (AutoCloseable dropped = closeable(value)) {
      // Closing is all there is to do.
    } catch (Exception failedClose) {
      reason.addSuppressed(failedClose);
    }
  }

  private static @Nullable AutoCloseable closeable(Object value) {
    return value instanceof AutoCloseable closeable ? closeable : null;
  }

  /// A task without a value that may throw anything.
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  /// A task that works on the value moved into its thread.
  @FunctionalInterface
  interface VoidBody<R> {
    void run(R moved) throws Exception;
  }

  /// A task that works on the value moved into its thread and returns a value. A subtype, so
  /// that javac prefers it where a lambda could be either.
  @FunctionalInterface
  interface Body<R, T extends @Nullable Object> extends VoidBody<R> {
    T call(R moved) throws Exception;

    @Override
    default void run(R moved) throws Exception {
      call(moved);
    }
  }
}
