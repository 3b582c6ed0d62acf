package dev.threadmill.primitives;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The rendezvous flavour: a message goes directly from sender to receiver.
final class RendezvousChannel<T> extends RawChannel<T> {

  // A waiting receiver opens its slot. A sender that finds it open puts its message there and
  // leaves; one that finds it shut joins the queue and parks until its message is taken. After
  // opening its slot the receiver checks the queue once more; likewise, a sender that has joined
  // the queue checks the slot once more, and wakes the receiver.
  //
  // Taking a message from the queue wakes a thread, which costs more than the message. So both
  // sides spin first: the sender before it joins the queue, the receiver before it turns to it.
  // Threads that are running thus barge past those that are parked, as at an unfair lock; to
  // keep the parked ones from starving, every so often the queue goes first.
  //
  // While a sender spins, it offers its message. The receiver takes the offer before it opens
  // its slot for the next message, so that two messages pass per round trip between the two
  // sides: where cores are far apart, the round trip is what a message costs.

  private static final Object OPEN = new Object();
  private static final Object RECHECK = new Object();

  /// How many messages in a row may barge past the queue, a power of two.
  private static final int BARGES = 32;

  private final SegmentedQueue<WaitingSender> queue = new SegmentedQueue<>(64);

  /// Null when shut; OPEN; RECHECK when a sender has joined the queue; otherwise the message put
  /// there.
  private final PaddedReference slot = new PaddedReference();

  private final Offer offer = new Offer();

  RendezvousChannel() {
    super(true);
  }

  @Override
  void send(T message, Sender<T> sender) {
    if (trySend(message) || sendSpinning(message, sender.backoff)) {
      return;
    }
    WaitingSender waiter = sender.takeWaiter();
    waiter.prepare(message);
    queue.offer(waiter);
    VarHandle.fullFence();
    if (slot.get() == OPEN && slot.replace(OPEN, RECHECK)) {
      wakeReceiver();
    } else if (isReceiverClosed()) {
      discardAll();
    }
    boolean interrupted = waiter.await();
    boolean refused = waiter.state() == WaitingSender.WaitState.REFUSED;
    sender.keepWaiter(waiter);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (refused) {
      throw Disconnected.returning(message);
    }
  }

  /// Tries both ways that need no wake-up; returns false if neither succeeded.
  private boolean sendSpinning(T message, Backoff backoff) {
    boolean offered = false;
    for (int turn = 0; ; turn++) {
      offered = offered || backoff.wouldSpin() && offer.make(message);
      if (!backoff.spin(turn)) {
        return offered && !offer.withdraw(message);
      }
      if (offered && offer.isTaken()) {
        return true;
      }
      if (slot.get() == OPEN) {
        if (offered && !offer.withdraw(message) || trySend(message)) {
          return true;
        }
        offered = false;
      }
    }
  }

  @Override
  boolean trySend(T message) {
    if (isReceiverClosed()) {
      throw Disconnected.returning(message);
    }
    if (slot.get() == OPEN && slot.replace(OPEN, message)) {
      wakeReceiver();
      return true;
    }
    return false;
  }

  @Override
  @SuppressWarnings("unchecked") // only senders of T put messages here
  @Nullable T poll() {
    WaitingSender waiter = queue.poll();
    if (waiter == null) {
      return takeOffer();
    }
    T message = (T) waiter.message;
    waiter.message = null;
    waiter.wake(WaitingSender.WaitState.TAKEN);
    return message;
  }

  @Override
  @Nullable T await(long nanos) {
    long deadline = deadline(nanos);
    boolean interrupted = false;
    try {
      while (true) {
        boolean queueFirst = backoff.everyNth(BARGES) || !backoff.wouldSpin();
        T message = queueFirst ? next() : takeOffer();
        if (message != null) {
          return message;
        }
        slot.set(OPEN);
        VarHandle.fullFence();
        boolean late = false;
        for (int turn = 0; slot.get() == OPEN; turn++) {
          if (backoff.spin(turn)) {
            continue;
          }
          if (late || !isEmpty() || allSendersClosed()) {
            slot.replace(OPEN, RECHECK); // if this fails, there is a message
          } else if (!backoff.pause(turn)) {
            announcePark();
            if (slot.get() == OPEN && !allSendersClosed()) {
              late = !park(nanos, deadline);
              interrupted |= Thread.interrupted();
            }
            retractPark();
          }
        }
        message = closeSlot();
        if (message == null) {
          message = next();
        }
        if (message != null || late) {
          return message;
        }
        if (!queue.isEmpty()) {
          Thread.yield(); // a sender may be about to join
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @SuppressWarnings("unchecked") // only senders of T put messages here
  private @Nullable T closeSlot() {
    Object offered = slot.get();
    slot.set(null); // senders only care for OPEN
    return offered == RECHECK ? null : (T) offered;
  }

  @SuppressWarnings("unchecked") // only senders of T make offers
  private @Nullable T takeOffer() {
    return (T) offer.take();
  }

  @Override
  boolean discardOne() {
    WaitingSender waiter = queue.poll();
    if (waiter == null) {
      return false;
    }
    waiter.message = null;
    waiter.wake(WaitingSender.WaitState.REFUSED);
    return true;
  }

  @Override
  boolean isEmpty() {
    return queue.isEmpty() && offer.isEmpty();
  }
}
