package dev.threadmill.primitives;

import org.jspecify.annotations.Nullable;

/// The unbounded flavour: a linked list of arrays.
final class ListFlavor<T> extends Flavor<T> {
  private static final int SEGMENT = 1024;

  private final SegmentedQueue<T> queue = new SegmentedQueue<>(SEGMENT);

  ListFlavor() {
    super(false);
  }

  @Override
  void send(T message, Sender<T> from) {
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
