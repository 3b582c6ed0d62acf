package dev.threadmill.suite.switching;

import dev.threadmill.primitives.Channel;
import dev.threadmill.primitives.Receiver;
import dev.threadmill.primitives.Sender;

/// A wire by a channel of this project.
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

  /// Gives up the receiver, which belongs to the thread that receives, so that another may
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
