package dev.threadmill.primitives;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A block of code that outlives every thread spawned in it: Rust's `thread::scope`.
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
/// After the body, the scope waits for each thread that was not joined. If any of those failed,
/// the scope throws a [ThreadFailed] for the first, with the others suppressed in it; a failure
/// that a join has already reported is not reported again. If the body throws, the scope still
/// waits and then throws what the body threw, with the threads' failures suppressed in it.
///
/// Rust lets scoped threads borrow, and the compiler ensures that no borrow is left. Java
/// cannot: whatever the threads were given can still be used afterwards. Only the handles end
/// with the scope, and only checked mode notices.
///
/// - **Blocking:** the end of the scope blocks until all its threads have finished their tasks;
///   the threads themselves may live on briefly, as in Rust. Spawning never waits.
/// - **Null:** no argument may be null; the value of a task or a body may be.
/// - **Interruption:** the end of the scope keeps waiting when interrupted and leaves the flag
///   set.
/// - **Fairness:** none; the threads run and end in any order.
/// - **Happens-before:** everything the tasks did is visible after the scope.
public final class Scope implements Spawner {
  private final ThreadKind kind;

  /// The number of running tasks, plus one for the body. It never leaves 0 again: then the
  /// scope has ended.
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
      value = body.call(scope);
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

  /// Returns a builder for threads of this scope, to set their names or stack sizes.
  public ThreadBuilder builder() {
    return new ThreadBuilder(kind, this);
  }

  /// Counts one more task. A running task may call this too, even long after the body has
  /// ended.
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

  /// The body of a scope that returns nothing.
  @FunctionalInterface
  public interface VoidScoped<X extends Exception> {
    void run(Scope scope) throws X;
  }

  /// The body of a scope that returns a value. A subtype, so that javac prefers it where a
  /// lambda could be either.
  @FunctionalInterface
  public interface Scoped<T extends @Nullable Object, X extends Exception> extends VoidScoped<X> {
    T call(Scope scope) throws X;

    @Override
    default void run(Scope scope) throws X {
      call(scope);
    }
  }
}
