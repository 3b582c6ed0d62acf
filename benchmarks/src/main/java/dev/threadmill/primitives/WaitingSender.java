package dev.threadmill.primitives;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A waiting sender: its thread, its message, and the state of its wait.
final class WaitingSender {
  /// Where the wait has got to. A bounded channel goes through all but the last; a rendezvous
  /// channel goes from the first to one of the last two.
  private enum WaitState {
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

  private final Backoff backoff;
  private @Nullable Thread thread;
  private @Nullable Object message;
  private boolean interrupted;
  private volatile WaitState state = WaitState.WAITING;

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

  // At a bounded channel.

  void wakeToRetry() {
    wake(WaitState.WOKEN);
  }

  /// Waits until the sender may retry; returns false if its message was taken instead.
  boolean startRetry() {
    while (!STATE.compareAndSet(this, WaitState.WOKEN, WaitState.RETRYING)) {
      if (state == WaitState.TAKEN) {
        return false;
      }
      Thread.yield(); // the receiver is taking the message
    }
    return true;
  }

  // The receiver reads the message between two changes of the state: before the first the
  // waiter could be in another wait, and after the second it may already be.

  /// Keeps a woken sender from retrying; returns false if it has begun.
  boolean startTaking() {
    return STATE.compareAndSet(this, WaitState.WOKEN, WaitState.TAKING);
  }

  /// Lets the sender retry after all.
  void stopTaking() {
    state = WaitState.WOKEN;
  }

  Object finishTaking() {
    Object taken = requireNonNull(message);
    state = WaitState.TAKEN;
    return taken;
  }

  // At a rendezvous channel.

  /// Takes the message and wakes its sender.
  Object take() {
    Object taken = requireNonNull(message);
    message = null;
    wake(WaitState.TAKEN);
    return taken;
  }

  void refuse() {
    message = null;
    wake(WaitState.REFUSED);
  }

  boolean isRefused() {
    return state == WaitState.REFUSED;
  }

  /// Sets the state and wakes the sender. The thread is read first: a waiter that has seen the
  /// state may already be reused.
  private void wake(WaitState state) {
    Thread waiting = thread;
    this.state = state;
    LockSupport.unpark(waiting);
  }
}
