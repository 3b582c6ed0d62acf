package dev.threadmill.primitives;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// Without room: a message goes from hand to hand.
final class ZeroFlavor<T> extends Flavor<T> {

  // A receiver that waits opens its hand. A sender that finds it open puts its message there and
  // goes; one that finds it shut joins the queue and waits to be taken. After the opening the
  // receiver looks at the queue once more, as a sender that has joined looks once more at the
  // hand, and calls.
  //
  // To take a message from the queue is to wake a thread, which costs more than the message. So
  // both sides hesitate there: the sender before it joins the queue, the receiver before it turns
  // to it. Who runs anyway then goes ahead of those that sleep, as with a lock that can be barged;
  // that these do not sleep for ever, every so often the queue is first.
  //
  // While it hesitates, a sender holds its message out. The receiver takes it from there before it
  // opens its hand for the next one, so that two messages pass for each time that the two sides
  // hear of each other: where cores are far apart that is what a message costs.

  private static final Object OPEN = new Object();
  private static final Object LOOK = new Object();

  /// How many messages in a row may go ahead of the queue, a power of two.
  private static final int AHEAD = 32;

  private final SegmentedQueue<WaitingSender> queue = new SegmentedQueue<>(64);

  /// Null when shut; OPEN; LOOK when a sender in the queue calls; else the message put there.
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

  /// Tries both ways that need no wake-up; false if neither led anywhere.
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
            hand.replace(OPEN, LOOK); // if it fails, there is a message
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
