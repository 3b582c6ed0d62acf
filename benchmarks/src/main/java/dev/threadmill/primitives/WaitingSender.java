package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A waiting sender: its thread, its message, and the state of its wait.
final class WaitingSender {
  /// The state of a waiting sender.
  enum WaitState {
    /// It is queued, parked or about to park.
    WAIT,
    /// It was woken to retry, and has not begun.
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

  private final Backoff backoff;
  private @Nullable Thread thread;
  private volatile WaitState state = WaitState.WAIT;

  WaitingSender(Backoff backoff) {
    this.backoff = backoff;
  }

  void prepare(Object message) {
    this.thread = Thread.currentThread();
    this.message = message;
    this.state = WaitState.WAIT;
  }

  /// Clears the fields, because a spare waiter must keep nothing alive.
  void clear() {
    thread = null;
    message = null;
  }

  WaitState state() {
    return state;
  }

  /// Waits until the sender may retry; returns false if its message was taken or refused
  /// instead.
  boolean startRetry() {
    while (!STATE.compareAndSet(this, WaitState.WOKEN, WaitState.RETRYING)) {
      if (state == WaitState.TAKEN || state == WaitState.REFUSED) {
        return false;
      }
      Thread.yield(); // the receiver is taking the message
    }
    return true;
  }

  /// Takes the message, for the receiver, unless the sender has begun to retry or others turn
  /// out to come first. The message is read between two changes of the state: before the first
  /// the waiter could be in another wait, and after the second it may already be.
  @Nullable Object take(BooleanSupplier isFirst) {
    if (!STATE.compareAndSet(this, WaitState.WOKEN, WaitState.TAKING)) {
      return null;
    }
    if (!isFirst.getAsBoolean()) {
      state = WaitState.WOKEN;
      return null;
    }
    Object taken = message;
    state = WaitState.TAKEN;
    return taken;
  }

  /// Sets the state and wakes the sender. The thread is read first: a waiter that has seen the
  /// state may already be reused.
  void wake(WaitState state) {
    Thread waiting = thread;
    this.state = state;
    LockSupport.unpark(waiting);
  }

  /// Waits until the state changes, through interrupts; returns true if there was one.
  boolean await() {
    boolean interrupted = false;
    for (int turn = 0; state == WaitState.WAIT; turn++) {
      if (!backoff.pause(turn)) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    return interrupted;
  }
}
