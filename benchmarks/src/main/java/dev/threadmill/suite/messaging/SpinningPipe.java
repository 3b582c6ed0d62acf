package dev.threadmill.suite.messaging;

import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A non-blocking queue as a pipe, whose ends wait as [SpinningWait] describes.
record SpinningPipe(Queue<Message> queue) implements Pipe.Trying {
  @Override
  public Inlet inlet() {
    return message -> {
      for (int looks = 0; !queue.offer(message); ) {
        looks = SpinningWait.pause(looks);
      }
    };
  }

  @Override
  public Outlet outlet() {
    return () -> {
      Message message = queue.poll();
      for (int looks = 0; message == null; message = queue.poll()) {
        looks = SpinningWait.pause(looks);
      }
      return message;
    };
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
