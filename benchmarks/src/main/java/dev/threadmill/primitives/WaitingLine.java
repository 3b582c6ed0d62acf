package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/// The senders that wait for room, in the order they came.
///
/// One of them at a time is *called*: woken to try its luck. While it is on its way nobody else is
/// woken, however much room is made; when it is done it calls the next if there is room still. So
/// a wake-up is never spent on a sender that would find the room taken again by the one before
/// it, and sixty-four waiting platform threads never wake all at once; yet room never stays unused
/// for want of a wake-up, even if the receiver goes away and does something else.
final class WaitingLine {

  // Whoever turns `called` from false to true may take from the queue, which knows only a single
  // consumer, and touch `front`; the one who is called inherits that right, and ends it. Everybody
  // who makes room, joins, or ends the call first writes that and then, behind a full fence,
  // looks whether somebody must be called: of two who do so at once the later sees both.

  private static final VarHandle CALLED;
  private static final VarHandle WAITING;

  static {
    try {
      var lookup = MethodHandles.lookup();
      CALLED = lookup.findVarHandle(WaitingLine.class, "called", boolean.class);
      WAITING = lookup.findVarHandle(WaitingLine.class, "waiting", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final BooleanSupplier mayLeave;
  private final MpscUnboundedVarHandleArrayQueue<Waiter> queue =
      new MpscUnboundedVarHandleArrayQueue<>(64);

  /// Who was called in vain keeps the first place.
  private @Nullable Waiter front;

  private volatile boolean called;
  private volatile int waiting;

  WaitingLine(BooleanSupplier mayLeave) {
    this.mayLeave = mayLeave;
  }

  boolean isEmpty() {
    return waiting == 0;
  }

  /// Waits to be called; true if interrupted meanwhile.
  boolean join(Waiter waiter) {
    waiter.prepare(null);
    WAITING.getAndAdd(this, 1);
    queue.offer(waiter);
    VarHandle.fullFence();
    callNext();
    return waiter.listen();
  }

  /// For one who was called in vain: waits at the front to be called again.
  boolean stepBack(Waiter waiter) {
    waiter.prepare(null);
    front = waiter;
    endCall();
    return waiter.listen();
  }

  /// For one who was called and has what it came for.
  void leave() {
    WAITING.getAndAdd(this, -1);
    endCall();
  }

  /// For the receiver, when it has taken a message or is gone.
  void roomMade() {
    VarHandle.fullFence();
    if (waiting != 0) {
      callNext();
    }
  }

  private void endCall() {
    called = false;
    VarHandle.fullFence();
    callNext();
  }

  private void callNext() {
    while (waiting != 0 && !called && mayLeave.getAsBoolean()) {
      if (!CALLED.compareAndSet(this, false, true)) {
        return; // whoever was faster looks again
      }
      Waiter next = front;
      if (next != null) {
        front = null;
      } else {
        next = queue.relaxedPoll();
      }
      if (next != null) {
        next.tell(Waiter.Word.GO);
        return;
      }
      called = false;
      VarHandle.fullFence();
      if (queue.isEmpty()) {
        return; // somebody is about to join, and looks for itself then
      }
    }
  }
}
