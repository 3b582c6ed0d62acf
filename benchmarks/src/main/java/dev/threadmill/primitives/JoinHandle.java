package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The right to wait for one thread and to get what it left: a value, or why it failed.
///
/// To drop the handle is to detach the thread, which then runs on by itself. In checked mode a
/// handle can be joined once only, since Rust's `join` consumes it, and the handle of a scoped
/// thread is invalid once its [Scope] has ended. In fast mode a further join gives the same again.
///
/// - **Blocking:** [#join] blocks until the thread has ended; the rest never waits.
/// - **Null:** the value is null where the task gave null, or gave nothing.
/// - **Interruption:** [#join] waits on when interrupted and leaves the flag set.
/// - **Fairness:** threads that join the same thread wake in no given order.
/// - **Happens-before:** all that the thread did is visible once [#join] has returned or thrown;
///   all that its task did, once [#isFinished] was true.
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

  /// Waits for the thread to end and gives the value of its task.
  ///
  /// @throws ThreadFailed if the task threw; the cause is what it threw
  /// @throws IllegalStateException if a thread would wait for itself, or, in checked mode, on a
  ///     second join
  public T join() {
    requireValid();
    if (thread == Thread.currentThread()) {
      throw new IllegalStateException("a thread cannot join itself: it would wait for ever");
    }
    if (Checks.ON && (boolean) JOINED.getAndSet(this, true)) {
      throw new IllegalStateException("this handle was joined before: a join consumes it");
    }
    packet.claim();
    if (Thread.currentThread().isVirtual()) {
      // Until JDK 24 Thread.join holds the carrier when it waits for a platform thread, so the long
      // wait is done here. What is left below is the little that a thread does after its task.
      packet.await();
    }
    Uninterrupted.await(thread::join);
    var failure = packet.failure();
    if (failure != null) {
      throw new ThreadFailed(thread, failure);
    }
    return packet.value();
  }

  /// Whether the task has ended, well or not, so that [#join] would hardly wait.
  ///
  /// The thread itself may live on for a moment.
  public boolean isFinished() {
    requireValid();
    return packet.isFinished();
  }

  /// The thread, to ask its name or state.
  public Thread thread() {
    requireValid();
    return thread;
  }

  /// Gives the thread its token: its present or next [Parker#park()] returns.
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
