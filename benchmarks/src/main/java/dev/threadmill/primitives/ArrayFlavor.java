package dev.threadmill.primitives;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/// The bounded flavour: a JCTools array queue and a line of senders that wait for room.
final class ArrayFlavor<T> extends Flavor<T> {
  /// The largest capacity at which each side soon waits for the other again.
  private static final int ANSWERED = 4;

  private final int capacity;
  private final MpscVarHandleArrayQueue<T> queue;
  private final BooleanSupplier isEmpty;
  private final WaitingLine line = new WaitingLine(this::mayLeave);

  ArrayFlavor(int capacity) {
    super(capacity <= ANSWERED);
    this.capacity = capacity;
    // JCTools rounds up to a power of two; the threshold on each offer enforces the exact
    // number.
    this.queue = new MpscVarHandleArrayQueue<>(Math.max(2, capacity));
    this.isEmpty = queue::isEmpty;
  }

  @Override
  void send(T message, Sender<T> from) {
    if (!trySend(message)) {
      sendWaiting(message, from);
    }
  }

  @Override
  boolean trySend(T message) {
    if (isReceiverClosed()) {
      throw Disconnected.returning(message);
    }
    if (!queue.offerIfBelowThreshold(message, capacity)) {
      return false;
    }
    published();
    return true;
  }

  private void sendWaiting(T message, Sender<T> from) {
    // Retrying pays off only for the sender that would be next.
    for (int turn = 0; line.isEmpty() && from.patience.allows(turn); turn++) {
      if (trySend(message)) {
        return;
      }
    }
    WaitingSender waiter = from.takeWaiter();
    boolean interrupted = line.join(waiter, message);
    boolean sent = true;
    while (waiter.mayTry()) {
      // Check for the close first: the room that it made is not for senders.
      sent = !isReceiverClosed() && queue.offerIfBelowThreshold(message, capacity);
      if (sent) {
        published();
      }
      if (sent || isReceiverClosed()) {
        line.leave();
        break;
      }
      interrupted |= line.stepBack(waiter, message);
      sent = true; // unless the next try fails; otherwise the receiver took it
    }
    from.keepWaiter(waiter);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!sent) {
      throw Disconnected.returning(message);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // only senders of T wait in the line
  @Nullable T poll() {
    T message = queue.relaxedPoll();
    if (message != null) {
      line.roomMade();
    } else if (!line.isEmpty() && queue.isEmpty()) {
      // The queue must be empty: earlier messages of that sender may be behind one being
      // written.
      message = (T) line.take(isEmpty);
    }
    return message;
  }

  @Override
  void receiverClosed(Consumer<? super T> dropper) {
    try {
      super.receiverClosed(dropper);
    } finally {
      line.roomMade();
    }
  }

  @Override
  boolean discardOne() {
    return drop(queue.relaxedPoll());
  }

  @Override
  boolean isEmpty() {
    return queue.isEmpty();
  }

  private boolean mayLeave() {
    return isReceiverClosed()
        || queue.currentProducerIndex() - queue.currentConsumerIndex() < capacity;
  }
}
