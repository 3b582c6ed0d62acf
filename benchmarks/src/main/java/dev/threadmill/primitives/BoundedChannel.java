package dev.threadmill.primitives;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/// The bounded flavour: a JCTools array queue and a queue of senders that wait for room.
final class BoundedChannel<T> extends RawChannel<T> {
  /// The largest capacity at which each side soon waits for the other again.
  private static final int LOCKSTEP = 4;

  private final int capacity;
  private final MpscVarHandleArrayQueue<T> queue;
  private final BooleanSupplier isEmpty;
  private final WaitQueue waiters = new WaitQueue(this::hasRoom);

  BoundedChannel(int capacity) {
    super(capacity <= LOCKSTEP);
    this.capacity = capacity;
    // JCTools rounds up to a power of two; the threshold on each offer enforces the exact
    // number.
    this.queue = new MpscVarHandleArrayQueue<>(Math.max(2, capacity));
    this.isEmpty = queue::isEmpty;
  }

  @Override
  void send(T message, Sender<T> sender) {
    if (!trySend(message)) {
      sendWaiting(message, sender);
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

  private void sendWaiting(T message, Sender<T> sender) {
    // Retrying pays off only for the sender that would be next.
    for (int turn = 0; waiters.isEmpty() && sender.backoff.pause(turn); turn++) {
      if (trySend(message)) {
        return;
      }
    }
    WaitingSender waiter = sender.takeWaiter();
    boolean interrupted = waiters.join(waiter, message);
    boolean sent = true;
    while (waiter.startRetry()) {
      // Check for the close first: the room that it made is not for senders.
      sent = !isReceiverClosed() && queue.offerIfBelowThreshold(message, capacity);
      if (sent) {
        published();
      }
      if (sent || isReceiverClosed()) {
        waiters.leave();
        break;
      }
      interrupted |= waiters.waitAgain(waiter, message);
      sent = true; // unless the next try fails; otherwise the receiver took it
    }
    sender.keepWaiter(waiter);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!sent) {
      throw Disconnected.returning(message);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // only senders of T wait there
  @Nullable T poll() {
    T message = queue.relaxedPoll();
    if (message != null) {
      waiters.wakeIfRoom();
    } else if (!waiters.isEmpty() && queue.isEmpty()) {
      // The queue must be empty: earlier messages of that sender may be behind one being
      // written.
      message = (T) waiters.take(isEmpty);
    }
    return message;
  }

  @Override
  void closeReceiver(Consumer<? super T> dropper) {
    try {
      super.closeReceiver(dropper);
    } finally {
      waiters.wakeIfRoom();
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

  private boolean hasRoom() {
    return isReceiverClosed()
        || queue.currentProducerIndex() - queue.currentConsumerIndex() < capacity;
  }
}
