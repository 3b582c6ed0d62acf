package dev.threadmill.suite.switching;

import java.util.concurrent.BlockingQueue;

/// A wire made of a JDK queue.
record QueueWire(BlockingQueue<Baton> queue) implements Wire {
  @Override
  public void send(Baton baton) throws InterruptedException {
    queue.put(baton);
  }

  @Override
  public Baton receive() throws InterruptedException {
    return queue.take();
  }
}
