package dev.threadmill.primitives;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A span of code that no thread spawned in it outlives: Rust's `thread::scope`.
///
/// ```java
/// ThreadKind.VIRTUAL.scope(
///     scope -> {
///       scope.spawn(() -> left.sort());
///       scope.spawn(() -> right.sort());
///     });
/// // both are sorted here
/// ```
///
/// The end of the body waits for each thread that was not joined. If one of those failed, the
/// scope throws a [ThreadFailed] for the first, with the others suppressed in it; a failure
/// that a join has told already is not told again. If the body throws, the scope still waits
/// and then throws what the body threw, with the failures of threads suppressed in it.
///
/// Rust lets scoped threads borrow, and the compiler sees to it that no borrow is left. Here
/// nothing can: what the threads were given can still be used after. Only the handles end with
/// the scope, and only checked mode notices.
///
/// - **Blocking:** the end of the scope blocks until all its threads have finished their tasks;
///   the threads themselves may live on for a moment, as in Rust. To spawn never waits.
/// - **Null:** no argument may be null; the value of a task or a body may be.
/// - **Interruption:** the end of the scope waits on when interrupted and leaves the flag set.
/// - **Fairness:** none; the threads run and end in any order.
/// - **Happens-before:** all that the tasks did is visible after the scope.
public final class Scope implements Spawner {
  private final ThreadKind kind;

  /// The tasks that run, and one for the body. It never leaves 0 again: then the scope has ended.
  private final AtomicInteger running = new AtomicInteger(1);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Queue<Packet<?>> failed = new ConcurrentLinkedQueue<>();

  private Scope(ThreadKind kind) {
    this.kind = kind;
  }

  static <T extends @Nullable Object, X extends Exception> T run(ThreadKind kind, Scoped<T, X> body)
      throws X {
    Objects.requireNonNull(body, "body");
    var scope = new Scope(kind);
    T value;
    try {
      value = body.run(scope);
    } catch (Throwable thrown) {
      var unjoined = scope.end();
      if (unjoined != null) {
        thrown.addSuppressed(unjoined);
      }
      throw thrown;
    }
    var unjoined = scope.end();
    if (unjoined != null) {
      throw unjoined;
    }
    return value;
  }

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(Callable<T> task) {
    return builder().spawn(task);
  }

  /// A builder for threads of this scope, to name them or to size their stacks.
  public ThreadBuilder builder() {
    return new ThreadBuilder(kind, this);
  }

  /// Counts one task more, which a running task may do too while the body has long ended.
  void enter() {
    if (running.getAndUpdate(tasks -> tasks == 0 ? 0 : tasks + 1) == 0) {
      throw new IllegalStateException("this scope has ended: it starts no more threads");
    }
  }

  void leave() {
    if (running.decrementAndGet() == 0) {
      ended.countDown();
    }
  }

  void failed(Packet<?> packet) {
    failed.add(packet);
  }

  boolean hasEnded() {
    return running.get() == 0;
  }

  private @Nullable ThreadFailed end() {
    leave();
    Uninterrupted.await(ended::await);
    ThreadFailed first = null;
    for (var packet : failed) {
      var failure = packet.failure();
      if (failure == null || packet.isClaimed()) {
        continue;
      }
      if (first == null) {
        first = new ThreadFailed("a scoped thread failed that nobody joined", failure);
      } else {
        first.addSuppressed(failure);
      }
    }
    return first;
  }

  /// The code of a scope, with a value.
  @FunctionalInterface
  public interface Scoped<T extends @Nullable Object, X extends Exception> {
    T run(Scope scope) throws X;
  }

  /// The code of a scope.
  @FunctionalInterface
  public interface VoidScoped<X extends Exception> {
    void run(Scope scope) throws X;
  }
}
