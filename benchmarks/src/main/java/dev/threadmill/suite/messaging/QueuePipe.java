package dev.threadmill.suite.messaging;

import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// A JDK blocking queue as a pipe.
record QueuePipe(BlockingQueue<Message> queue) implements Pipe.Trying {
  @Override
  public Inlet inlet() {
    return queue::put;
  }

  @Override
  public Outlet outlet() {
    return queue::take;
  }

  @Override
  public boolean trySend(Message message) {
    return queue.offer(message);
  }

  @Override
  public @Nullable Message tryReceive() {
    return queue.poll();
  }
}
