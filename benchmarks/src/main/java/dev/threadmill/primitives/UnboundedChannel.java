package dev.threadmill.primitives;

import org.jspecify.annotations.Nullable;

/// The unbounded flavour: a linked list of arrays.
final class UnboundedChannel<T> extends RawChannel<T> {
  private static final int SEGMENT = 1024;

  private final SegmentedQueue<T> queue = new SegmentedQueue<>(SEGMENT);

  UnboundedChannel() {
    super(false);
  }

  @Override
  void send(T message, Sender<T> sender) {
    trySend(message);
  }

  @Override
  boolean trySend(T message) {
    if (isReceiverClosed()) {
      throw Disconnected.returning(message);
    }
    queue.offer(message);
    published();
    return true;
  }

  @Override
  @Nullable T poll() {
    return queue.poll();
  }

  @Override
  boolean discardOne() {
    return drop(queue.poll());
  }

  @Override
  boolean isEmpty() {
    return queue.isEmpty();
  }
}
