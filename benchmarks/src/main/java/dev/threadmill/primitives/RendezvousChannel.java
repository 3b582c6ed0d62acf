package dev.threadmill.primitives;

import dev.threadmill.primitives.WaitingSender.WaitState;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A channel without a buffer: a message goes directly from sender to receiver.
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
    super(0);
  }

  @Override
  void send(T message, Sender<T> sender) {
    if (!trySend(message) && !sendSpinning(message, sender.backoff)) {
      sendWaiting(message, sender);
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

  private void sendWaiting(T message, Sender<T> sender) {
    WaitingSender waiter = sender.takeWaiter();
    waiter.prepare(message);
    queue.offer(waiter);
    VarHandle.fullFence();
    if (slot.get() == OPEN && slot.replace(OPEN, RECHECK)) {
      wakeReceiver();
    } else if (isReceiverClosed()) {
      discardAll();
    }
    waiter.await();
    boolean refused = waiter.state == WaitState.REFUSED;
    sender.keepWaiter(waiter);
    if (refused) {
      throw Disconnected.returning(message);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // only senders of T wait
  @Nullable T poll() {
    WaitingSender waiter = queue.poll();
    if (waiter == null) {
      return takeOffer();
    }
    T message = (T) waiter.message;
    waiter.message = null;
    waiter.wake(WaitState.TAKEN);
    return message;
  }

  @Override
  @Nullable T await(long deadline) {
    while (true) {
      boolean queueFirst = backoff.everyNth(BARGES) || !backoff.wouldSpin();
      T message = queueFirst ? next() : takeOffer();
      if (message != null) {
        return message;
      }
      boolean late = !awaitInSlot(deadline);
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
  }

  /// Opens the slot and waits until there is a message in it or something to take elsewhere;
  /// returns false if the deadline has passed.
  private boolean awaitInSlot(long deadline) {
    slot.set(OPEN);
    VarHandle.fullFence();
    boolean inTime = true;
    for (int turn = 0; slot.get() == OPEN; turn++) {
      if (backoff.spin(turn)) {
        continue;
      }
      if (!inTime || !isEmpty() || allSendersClosed()) {
        slot.replace(OPEN, RECHECK); // if this fails, there is a message
      } else if (!backoff.pause(turn)) {
        announcePark();
        if (slot.get() == OPEN && !allSendersClosed()) {
          inTime = park(deadline);
        }
        retractPark();
      }
    }
    return inTime;
  }

  @SuppressWarnings("unchecked") // only senders of T put messages here
  private @Nullable T closeSlot() {
    Object found = slot.get();
    slot.set(null); // senders only care for OPEN
    return found == RECHECK ? null : (T) found;
  }

  @SuppressWarnings("unchecked") // only senders of T make offers
  private @Nullable T takeOffer() {
    return (T) offer.take();
  }

  @Override
  boolean isEmpty() {
    return queue.isEmpty() && offer.isEmpty();
  }

  @Override
  boolean discardOne() {
    WaitingSender waiter = queue.poll();
    if (waiter == null) {
      return false;
    }
    waiter.message = null;
    waiter.wake(WaitState.REFUSED);
    return true;
  }

  /// The message that a spinning sender offers until the receiver takes it: one at a time, first
  /// come, first served.
  static final class Offer {

    // Only the sender that replaced null by its message changes the message, or TAKEN in its
    // place, back to null. So the message that the receiver found and marks as taken is one that
    // is on offer, even if it was withdrawn in between and another sender offered the same
    // object.

    private static final Object TAKEN = new Object();

    private final PaddedReference message = new PaddedReference();

    /// Offers a message, for a sender; fails if another offer stands. One of the next two methods
    /// must end the offer.
    boolean make(Object message) {
      return this.message.get() == null && this.message.replace(null, message);
    }

    /// Whether the caller's message was taken; if so, that ends the offer.
    boolean isTaken() {
      boolean taken = message.get() == TAKEN;
      if (taken) {
        message.set(null);
      }
      return taken;
    }

    /// Ends the caller's offer; returns false if it was taken.
    boolean withdraw(Object message) {
      return this.message.replace(message, null) || !isTaken();
    }

    /// Takes the message on offer, for the receiver; returns null if there is none.
    @Nullable Object take() {
      Object found = message.get();
      return isMessage(found) && message.replace(found, TAKEN) ? found : null;
    }

    boolean isEmpty() {
      return !isMessage(message.get());
    }

    private static boolean isMessage(@Nullable Object found) {
      return found != null && found != TAKEN;
    }
  }
}
