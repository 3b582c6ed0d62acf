package dev.threadmill.suite.messaging;

import dev.threadmill.primitives.Channel;
import dev.threadmill.primitives.Receiver;
import dev.threadmill.primitives.Sender;
import org.jspecify.annotations.Nullable;

/// This project's [Channel] as a pipe.
final class ChannelPipe implements Pipe.Trying {
  private final Sender<Message> sender;
  private final Receiver<Message> receiver;

  ChannelPipe(int capacity) {
    Channel<Message> channel =
        switch (capacity) {
          case 0 -> Channel.rendezvous();
          case PipeShape.UNBOUNDED -> Channel.unbounded();
          default -> Channel.bounded(capacity);
        };
    sender = channel.sender();
    receiver = channel.receiver();
  }

  @Override
  public Inlet inlet() {
    return sender.copy()::send;
  }

  @Override
  public Outlet outlet() {
    return receiver::receive;
  }

  @Override
  public boolean trySend(Message message) {
    return sender.trySend(message);
  }

  @Override
  public @Nullable Message tryReceive() {
    return receiver.tryReceive();
  }
}
