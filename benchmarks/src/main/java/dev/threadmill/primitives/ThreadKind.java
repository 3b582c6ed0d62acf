package dev.threadmill.primitives;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The two kinds of JVM thread: one kernel thread each (1:1), or many on a few carriers (M:N).
///
/// This is Rust's `std::thread` with the kind as a parameter: `ThreadKind.VIRTUAL.spawn(task)`
/// stands for `thread::spawn(task)`. As in Rust, a running thread does not keep the process
/// alive: the process ends when `main` returns, so platform threads are daemons, as virtual
/// threads always are. Platform threads get Rust's 2 MiB stack; see [ThreadBuilder] for other
/// sizes.
///
/// A task that throws ends only its own thread. The failure goes to the thread's uncaught
/// exception handler, by default a stack trace on stderr, as Rust prints a panic; then it waits
/// in the [JoinHandle]. Unlike in Rust, a stack overflow is such a failure and does not end the
/// process.
///
/// - **Blocking:** only [#scope] waits.
/// - **Null:** no argument may be null; the value of a task may be.
/// - **Interruption:** no method ends early when the caller is interrupted.
/// - **Fairness:** none; the scheduler of the kernel or of the JDK decides.
/// - **Happens-before:** what the caller did before a start is visible to the started thread.
public enum ThreadKind implements Spawner {
  /// A kernel thread.
  PLATFORM,
  /// A thread of the JDK's scheduler, which unmounts from its carrier while it waits.
  VIRTUAL;

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(Callable<T> task) {
    return builder().spawn(task);
  }

  /// Returns a builder for threads of this kind, to set their names or stack sizes.
  public ThreadBuilder builder() {
    return new ThreadBuilder(this, null);
  }

  /// Creates a thread of this kind, not started and not wrapped: it runs `task` and nothing
  /// else.
  ///
  /// For benchmarks that measure the bare thread.
  public Thread newThread(Runnable task) {
    return builder().newThread(task);
  }

  /// Runs `body`, waits for all threads that it spawned in its [Scope], and returns its value.
  /// A lambda that only throws or is a single call is taken for one with a value: a single call
  /// that returns nothing needs braces.
  ///
  /// @throws ThreadFailed if a thread that nobody joined has failed
  /// @throws X what the body throws, after the wait
  public <T extends @Nullable Object, X extends Exception> T scope(Scope.Scoped<T, X> body)
      throws X {
    return Scope.run(this, body);
  }

  /// Runs `body` and waits for all threads that it spawned in its [Scope].
  ///
  /// @throws ThreadFailed if a thread that nobody joined has failed
  /// @throws X what the body throws, after the wait
  public <X extends Exception> void scope(Scope.VoidScoped<X> body) throws X {
    Scope.Scoped<@Nullable Void, X> valued =
        scope -> {
          body.run(scope);
          return null;
        };
    Scope.run(this, valued);
  }
}
