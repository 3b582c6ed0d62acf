package dev.threadmill.suite.proof;

import java.util.concurrent.BlockingQueue;

/// Puts an element into a queue that is empty, and takes it out again, on one thread.
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
