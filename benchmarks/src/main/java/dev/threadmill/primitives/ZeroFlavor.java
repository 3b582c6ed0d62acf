package dev.threadmill.primitives;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The rendezvous flavour: a message goes directly from sender to receiver.
final class ZeroFlavor<T> extends Flavor<T> {

  // A waiting receiver opens its hand. A sender that finds it open puts its message there and
  // leaves; one that finds it shut joins the queue and waits for its message to be taken. After
  // opening its hand the receiver checks the queue once more; likewise, a sender that has
  // joined checks the hand once more, and calls the receiver.
  //
  // Taking a message from the queue wakes a thread, which costs more than the message. So both
  // sides hesitate: the sender before it joins the queue, the receiver before it turns to it.
  // Threads that are running then overtake those that are parked, as with a lock that allows
  // barging; to keep the parked ones from starving, every so often the queue goes first.
  //
  // While a sender hesitates, it offers its message. The receiver takes the offer before it
  // opens its hand for the next message, so that two messages pass per exchange of signals
  // between the two sides: where cores are far apart, that signal is what a message costs.

  private static final Object OPEN = new Object();
  private static final Object LOOK = new Object();

  /// How many messages in a row may overtake the queue, a power of two.
  private static final int AHEAD = 32;

  private final SegmentedQueue<WaitingSender> queue = new SegmentedQueue<>(64);

  /// Null when shut; OPEN; LOOK when a queued sender calls; otherwise the message put there.
  private final LoneReference hand = new LoneReference();

  private final Offering offering = new Offering();

  ZeroFlavor() {
    super(true);
  }

  @Override
  void send(T message, Sender<T> from) {
    if (trySend(message) || sendHesitating(message, from.patience)) {
      return;
    }
    WaitingSender waiter = from.takeWaiter();
    waiter.prepare(message);
    queue.offer(waiter);
    VarHandle.fullFence();
    if (hand.get() == OPEN && hand.replace(OPEN, LOOK)) {
      callReceiver();
    } else if (isReceiverClosed()) {
      discardAll();
    }
    boolean interrupted = waiter.listen();
    boolean refused = waiter.word() == WaitingSender.Word.REFUSED;
    from.keepWaiter(waiter);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (refused) {
      throw Disconnected.returning(message);
    }
  }

  /// Tries both ways that need no wake-up; returns false if neither succeeded.
  private boolean sendHesitating(T message, Patience patience) {
    boolean held = false;
    for (int turn = 0; ; turn++) {
      held = held || patience.hopes() && offering.hold(message);
      if (!patience.hesitates(turn)) {
        return held && !offering.withdraw(message);
      }
      if (held && offering.isTaken()) {
        return true;
      }
      if (hand.get() == OPEN) {
        if (held && !offering.withdraw(message) || trySend(message)) {
          return true;
        }
        held = false;
      }
    }
  }

  @Override
  boolean trySend(T message) {
    if (isReceiverClosed()) {
      throw Disconnected.returning(message);
    }
    if (hand.get() == OPEN && hand.replace(OPEN, message)) {
      callReceiver();
      return true;
    }
    return false;
  }

  @Override
  @SuppressWarnings("unchecked") // only senders of T put messages here
  @Nullable T poll() {
    WaitingSender waiter = queue.poll();
    if (waiter == null) {
      return offered();
    }
    T message = (T) waiter.message;
    waiter.message = null;
    waiter.tell(WaitingSender.Word.TAKEN);
    return message;
  }

  @Override
  @Nullable T await(long nanos) {
    long deadline = deadline(nanos);
    boolean interrupted = false;
    try {
      while (true) {
        boolean queueFirst = patience.everySoOften(AHEAD) || !patience.hopes();
        T message = queueFirst ? next() : offered();
        if (message != null) {
          return message;
        }
        hand.set(OPEN);
        VarHandle.fullFence();
        boolean late = false;
        for (int turn = 0; hand.get() == OPEN; turn++) {
          if (patience.hesitates(turn)) {
            continue;
          }
          if (late || !isEmpty() || allSendersClosed()) {
            hand.replace(OPEN, LOOK); // if this fails, there is a message
          } else if (!patience.allows(turn)) {
            lieDown();
            if (hand.get() == OPEN && !allSendersClosed()) {
              late = !park(nanos, deadline);
              interrupted |= Thread.interrupted();
            }
            getUp();
          }
        }
        message = shut();
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
  private @Nullable T shut() {
    Object held = hand.get();
    hand.set(null); // senders only care for OPEN
    return held == LOOK ? null : (T) held;
  }

  @SuppressWarnings("unchecked") // only senders of T hold messages out
  private @Nullable T offered() {
    return (T) offering.take();
  }

  @Override
  boolean discardOne() {
    WaitingSender waiter = queue.poll();
    if (waiter == null) {
      return false;
    }
    waiter.message = null;
    waiter.tell(WaitingSender.Word.REFUSED);
    return true;
  }

  @Override
  boolean isEmpty() {
    return queue.isEmpty() && offering.isEmpty();
  }
}
