package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The queue of senders that wait for room, in order of arrival, each with its message.
///
/// One sender at a time is *woken* to retry. Until it is done nobody else is woken, however
/// much room is made; then it wakes the next if there is still room. So no wake-up is
/// spent on a sender that would find the room taken by the one before it, and sixty-four
/// waiting platform threads never wake all at once; yet room never stays unused for lack of a
/// wake-up, even if the receiver goes away and does something else.
///
/// A wake-up takes long, and the receiver need not stay idle meanwhile: if it has nothing left,
/// it takes the message directly from the woken sender.
final class WaitQueue {

  // The thread that changes `woken` from null to CHOOSING may take from the queue, which allows
  // only a single consumer, and may touch `front`. It writes the waiter it wakes into the field;
  // that waiter, or the receiver if it takes the waiter's message, resets it to null. A thread
  // that makes room, joins, or ends a retry first writes that and then, after a full fence,
  // checks whether a sender must be woken: of two that do so at once the later sees both.

  private static final Object CHOOSING = new Object();
  private static final VarHandle WOKEN;
  private static final VarHandle WAITING;

  static {
    try {
      var lookup = MethodHandles.lookup();
      WOKEN = lookup.findVarHandle(WaitQueue.class, "woken", Object.class);
      WAITING = lookup.findVarHandle(WaitQueue.class, "waiting", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final BooleanSupplier hasRoom;
  private final SegmentedQueue<WaitingSender> queue = new SegmentedQueue<>(64);

  /// The sender that was woken in vain and keeps the first place.
  private @Nullable WaitingSender front;

  private volatile @Nullable Object woken;
  private volatile int waiting;

  WaitQueue(BooleanSupplier hasRoom) {
    this.hasRoom = hasRoom;
  }

  boolean isEmpty() {
    return waiting == 0;
  }

  /// Waits with a message until woken, or until the message is taken.
  ///
  /// @return whether there was an interrupt meanwhile
  boolean join(WaitingSender waiter, Object message) {
    waiter.prepare(message);
    WAITING.getAndAdd(this, 1);
    try {
      queue.offer(waiter);
    } catch (OutOfMemoryError full) {
      WAITING.getAndAdd(this, -1);
      throw full;
    }
    VarHandle.fullFence();
    wakeNext();
    return waiter.await();
  }

  /// Waits again, at the front, for a sender that was woken in vain.
  boolean waitAgain(WaitingSender waiter, Object message) {
    waiter.prepare(message);
    front = waiter;
    endRetry();
    return waiter.await();
  }

  /// Ends the wait of a sender that was woken and need not wait any more.
  void leave() {
    WAITING.getAndAdd(this, -1);
    endRetry();
  }

  /// Returns the message of the woken sender if that has not begun to retry; for the receiver.
  ///
  /// @param isFirst evaluated once it is certain whose message it would be: the previous sender
  ///     may have sent for itself and woken this one in between
  @Nullable Object take(BooleanSupplier isFirst) {
    Object message = woken instanceof WaitingSender waiter ? waiter.take(isFirst) : null;
    if (message != null) {
      leave();
    }
    return message;
  }

  /// Called by the receiver when it has taken a message or is gone.
  void wakeIfRoom() {
    VarHandle.fullFence();
    if (waiting != 0) {
      wakeNext();
    }
  }

  private void endRetry() {
    woken = null;
    VarHandle.fullFence();
    wakeNext();
  }

  private void wakeNext() {
    while (waiting != 0 && woken == null && hasRoom.getAsBoolean()) {
      if (!WOKEN.compareAndSet(this, null, CHOOSING)) {
        return; // the faster thread checks again
      }
      WaitingSender next = front;
      if (next != null) {
        front = null;
      } else {
        next = queue.poll();
      }
      if (next != null) {
        woken = next;
        next.wake(WaitingSender.WaitState.WOKEN);
        return;
      }
      woken = null;
      VarHandle.fullFence();
      if (queue.isEmpty()) {
        return; // a sender is about to join, and will then check for itself
      }
    }
  }
}
