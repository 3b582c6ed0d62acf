package dev.threadmill.suite.switching;

import dev.threadmill.primitives.Channel;
import dev.threadmill.primitives.Receiver;
import dev.threadmill.primitives.Sender;

/// A wire made of this project's channel.
final class ChannelWire implements Wire {
  private final Sender<Baton> sender;
  private Receiver<Baton> receiver;

  ChannelWire(Channel<Baton> channel) {
    sender = channel.sender();
    receiver = channel.receiver();
  }

  @Override
  public void send(Baton baton) {
    sender.send(baton);
  }

  @Override
  public Baton receive() {
    return receiver.receive();
  }

  /// Moves the receiver, which belongs to the receiving thread, so that another thread may
  /// close it.
  @Override
  public void rest() {
    receiver = receiver.move();
  }

  @Override
  public void close() {
    sender.close();
    receiver.close();
  }
}
