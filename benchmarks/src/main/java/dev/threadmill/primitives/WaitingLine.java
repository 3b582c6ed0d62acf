package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The senders that wait for room, in the order they came, each with its message.
///
/// One of them at a time is *called*: woken to try its luck. While it is on its way nobody else is
/// woken, however much room is made; when it is done it calls the next if there is room still. So
/// a wake-up is never spent on a sender that would find the room taken again by the one before
/// it, and sixty-four waiting platform threads never wake all at once; yet room never stays unused
/// for want of a wake-up, even if the receiver goes away and does something else.
///
/// A wake-up takes long, and the receiver need not stand idle meanwhile: if it has nothing left it
/// takes the message of the called out of its hands.
final class WaitingLine {

  // Whoever turns `called` from null to CHOOSING may take from the queue, which knows only a single
  // consumer, and touch `front`. It writes the waiter it calls into the field; that waiter, or the
  // receiver if it takes the waiter's message, sets it back to null. Everybody who makes room,
  // joins, or ends a call first writes that and then, behind a full fence, looks whether somebody
  // must be called: of two who do so at once the later sees both.

  private static final Object CHOOSING = new Object();
  private static final VarHandle CALLED;
  private static final VarHandle WAITING;

  static {
    try {
      var lookup = MethodHandles.lookup();
      CALLED = lookup.findVarHandle(WaitingLine.class, "called", Object.class);
      WAITING = lookup.findVarHandle(WaitingLine.class, "waiting", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final BooleanSupplier mayLeave;
  private final SegmentedQueue<WaitingSender> queue = new SegmentedQueue<>(64);

  /// Who was called in vain keeps the first place.
  private @Nullable WaitingSender front;

  private volatile @Nullable Object called;
  private volatile int waiting;

  WaitingLine(BooleanSupplier mayLeave) {
    this.mayLeave = mayLeave;
  }

  boolean isEmpty() {
    return waiting == 0;
  }

  /// Waits with a message until called, or until the message is taken.
  ///
  /// @return whether there was an interrupt meanwhile
  boolean join(WaitingSender waiter, Object message) {
    waiter.prepare(message);
    WAITING.getAndAdd(this, 1);
    queue.offer(waiter);
    VarHandle.fullFence();
    callNext();
    return waiter.listen();
  }

  /// For one who was called in vain: waits again, at the front.
  boolean stepBack(WaitingSender waiter, Object message) {
    waiter.prepare(message);
    front = waiter;
    endCall();
    return waiter.listen();
  }

  /// For one who was called and needs to wait no more.
  void leave() {
    WAITING.getAndAdd(this, -1);
    endCall();
  }

  /// The message of the one who is called, if it has not begun to try; for the receiver.
  ///
  /// @param isFirst asked once it is certain whose message it would be: the one before it may have
  ///     sent for itself and called this one in between
  @Nullable Object take(BooleanSupplier isFirst) {
    Object message = called instanceof WaitingSender waiter ? waiter.take(isFirst) : null;
    if (message != null) {
      leave();
    }
    return message;
  }

  /// For the receiver, when it has taken a message or is gone.
  void roomMade() {
    VarHandle.fullFence();
    if (waiting != 0) {
      callNext();
    }
  }

  private void endCall() {
    called = null;
    VarHandle.fullFence();
    callNext();
  }

  private void callNext() {
    while (waiting != 0 && called == null && mayLeave.getAsBoolean()) {
      if (!CALLED.compareAndSet(this, null, CHOOSING)) {
        return; // whoever was faster looks again
      }
      WaitingSender next = front;
      if (next != null) {
        front = null;
      } else {
        next = queue.poll();
      }
      if (next != null) {
        called = next;
        next.tell(WaitingSender.Word.CALLED);
        return;
      }
      called = null;
      VarHandle.fullFence();
      if (queue.isEmpty()) {
        return; // somebody is about to join, and looks for itself then
      }
    }
  }
}
