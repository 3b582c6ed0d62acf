package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A handle for waiting for one thread and getting its outcome: a value, or why it failed.
///
/// Dropping the handle detaches the thread, which then runs on by itself. In checked mode a
/// handle can be joined only once, because Rust's `join` consumes it, and the handle of a
/// scoped thread is invalid once its [Scope] has ended. In fast mode a further join returns the
/// same outcome again.
///
/// - **Blocking:** [#join] blocks until the thread has ended; other methods never wait.
/// - **Null:** the value is null if the task returned null or nothing.
/// - **Interruption:** [#join] keeps waiting when interrupted and leaves the flag set.
/// - **Fairness:** threads that join the same thread wake in no particular order.
/// - **Happens-before:** everything the thread did is visible once [#join] has returned or
///   thrown; everything its task did, once [#isFinished] has returned true.
public final class JoinHandle<T extends @Nullable Object> {
  private static final VarHandle JOINED;

  static {
    try {
      JOINED = MethodHandles.lookup().findVarHandle(JoinHandle.class, "joined", boolean.class);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }

  private final Thread thread;
  private final Parker parker;
  private final Packet<T> packet;
  private final @Nullable Scope scope;

  @SuppressWarnings("unused") // by way of JOINED
  private boolean joined;

  JoinHandle(Thread thread, Parker parker, Packet<T> packet, @Nullable Scope scope) {
    this.thread = thread;
    this.parker = parker;
    this.packet = packet;
    this.scope = scope;
  }

  /// Waits for the thread to end and returns the value of its task.
  ///
  /// @throws ThreadFailed if the task threw; the cause is what it threw
  /// @throws IllegalStateException if a thread would wait for itself or, in checked mode, on a
  ///     second join
  public T join() {
    requireValid();
    if (thread == Thread.currentThread()) {
      throw new IllegalStateException("a thread cannot join itself: it would wait forever");
    }
    if (Checks.ON && (boolean) JOINED.getAndSet(this, true)) {
      throw new IllegalStateException("this handle was joined before: a join consumes it");
    }
    packet.claim();
    if (Thread.currentThread().isVirtual()) {
      // Before JDK 24 Thread.join pins the carrier while it waits for a platform thread, so the
      // long wait happens here. Only the little that a thread does after its task is left for
      // below.
      packet.await();
    }
    Uninterrupted.await(thread::join);
    var failure = packet.failure();
    if (failure != null) {
      throw new ThreadFailed(thread, failure);
    }
    return packet.value();
  }

  /// Whether the task has ended, normally or not, so that [#join] would hardly wait.
  ///
  /// The thread itself may live on briefly.
  public boolean isFinished() {
    requireValid();
    return packet.isFinished();
  }

  /// The thread, for its name or state.
  public Thread thread() {
    requireValid();
    return thread;
  }

  /// Gives the thread its token: its current or next [Parker#park()] returns.
  public void unpark() {
    requireValid();
    parker.unpark();
  }

  private void requireValid() {
    if (Checks.ON && scope != null && scope.hasEnded()) {
      throw new IllegalStateException("the scope of this handle has ended");
    }
  }
}
