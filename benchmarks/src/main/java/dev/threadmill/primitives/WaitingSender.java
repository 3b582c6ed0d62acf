package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A waiting sender: its thread, its message, and the state of its wait.
final class WaitingSender {
  /// Where the wait has got to. A bounded channel goes through all but the last; a rendezvous
  /// channel goes from the first to one of the last two.
  enum WaitState {
    /// Queued, and parked or about to park.
    WAITING,
    /// Woken to retry, and has not begun.
    WOKEN,
    /// It retries: nobody else may take its message.
    RETRYING,
    /// The receiver is taking its message, a matter of two instructions.
    TAKING,
    /// The receiver has its message.
    TAKEN,
    /// The receiver is gone.
    REFUSED
  }

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(WaitingSender.class, "state", WaitState.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// The message, for the thread that takes it from the sender.
  @Nullable Object message;

  volatile WaitState state = WaitState.WAITING;

  private final Backoff backoff;
  private @Nullable Thread thread;
  private boolean interrupted;

  WaitingSender(Backoff backoff) {
    this.backoff = backoff;
  }

  void prepare(Object message) {
    this.thread = Thread.currentThread();
    this.message = message;
    this.state = WaitState.WAITING;
  }

  /// Waits until the state changes. An interrupt does not end the wait; its flag is kept for
  /// [#finish].
  void await() {
    for (int turn = 0; state == WaitState.WAITING; turn++) {
      if (!backoff.pause(turn)) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
  }

  /// Clears the fields, because a spare waiter must keep nothing alive, and restores the
  /// interrupt flag.
  void finish() {
    thread = null;
    message = null;
    if (interrupted) {
      interrupted = false;
      Thread.currentThread().interrupt();
    }
  }

  boolean change(WaitState from, WaitState to) {
    return STATE.compareAndSet(this, from, to);
  }

  /// Sets the state and wakes the sender. The thread is read first: a waiter that has seen the
  /// state may already be reused.
  void wake(WaitState state) {
    Thread waiting = thread;
    this.state = state;
    LockSupport.unpark(waiting);
  }
}
