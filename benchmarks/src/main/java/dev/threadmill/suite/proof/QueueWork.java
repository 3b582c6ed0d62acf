package dev.threadmill.suite.proof;

import java.util.concurrent.BlockingQueue;

/// A queue round trip on one thread: puts an element into an empty queue and takes it out
/// again.
final class QueueWork implements Work {
  private final BlockingQueue<Object> queue;
  private final Object element = new Object();
  private long taken;

  QueueWork(BlockingQueue<Object> queue) {
    this.queue = queue;
  }

  @Override
  public void perform(int operations) throws InterruptedException {
    for (int i = 0; i < operations; i++) {
      queue.put(element);
      if (queue.take() == element) {
        taken++;
      }
    }
  }

  @Override
  public long done() {
    return taken;
  }
}
