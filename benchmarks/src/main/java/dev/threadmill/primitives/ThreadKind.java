package dev.threadmill.primitives;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The two kinds of thread of the JVM: one thread of the system each, or many on a few carriers.
///
/// This is Rust's `std::thread` with the kind as a parameter: `ThreadKind.VIRTUAL.spawn(task)`
/// stands for `thread::spawn(task)`. As in Rust, a running thread does not keep the process alive:
/// when `main` returns the process ends, so platform threads are daemons, as virtual ones always
/// are. Platform threads get Rust's stack of 2 MiB; see [ThreadBuilder] for another.
///
/// A task that throws ends its own thread only. The failure is handed to the thread's uncaught
/// exception handler, by default a stack trace on stderr, as Rust prints a panic; then it waits in
/// the [JoinHandle]. Unlike in Rust, running out of stack is such a failure, not the end of the
/// process.
///
/// - **Blocking:** only [#scope] waits.
/// - **Null:** no argument may be null; the value of a task may be.
/// - **Interruption:** nothing here ends early when the caller is interrupted.
/// - **Fairness:** none; the scheduler of the system, or of the JDK, decides.
/// - **Happens-before:** what the caller did before a start is visible to the started thread.
public enum ThreadKind implements Spawner {
  /// A thread of the operating system.
  PLATFORM,
  /// A thread of the JDK's scheduler, which leaves its carrier while it waits.
  VIRTUAL;

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(Callable<T> task) {
    return builder().spawn(task);
  }

  /// A builder for threads of this kind, to name them or to size their stacks.
  public ThreadBuilder builder() {
    return new ThreadBuilder(this, null);
  }

  /// A thread of this kind that is not started and not wrapped: it runs `task` and nothing else.
  ///
  /// This is for benchmarks that measure the bare thread.
  public Thread newThread(Runnable task) {
    return builder().newThread(task);
  }

  /// Runs `body`, waits for all threads that it spawned in its [Scope], and gives its value.
  ///
  /// @throws ThreadFailed if a thread failed that nobody joined
  /// @throws X what the body throws, after the wait
  public <T extends @Nullable Object, X extends Exception> T scope(Scope.Scoped<T, X> body)
      throws X {
    return Scope.run(this, body);
  }

  /// Runs `body` and waits for all threads that it spawned in its [Scope].
  ///
  /// @throws ThreadFailed if a thread failed that nobody joined
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
