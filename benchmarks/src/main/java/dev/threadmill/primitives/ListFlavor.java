package dev.threadmill.primitives;

import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/// Without bound: a linked list of arrays, by JCTools.
final class ListFlavor<T> extends Flavor<T> {
  private static final int SEGMENT = 1024;

  private final MpscUnboundedVarHandleArrayQueue<T> queue =
      new MpscUnboundedVarHandleArrayQueue<>(SEGMENT);

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
    return queue.relaxedPoll();
  }

  @Override
  boolean discardOne() {
    return queue.relaxedPoll() != null;
  }

  @Override
  boolean isEmpty() {
    return queue.isEmpty();
  }
}
