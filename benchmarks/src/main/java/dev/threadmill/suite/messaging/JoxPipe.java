package dev.threadmill.suite.messaging;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.Select;
import com.softwaremill.jox.SelectClause;
import org.jspecify.annotations.Nullable;

/// A jox channel as a pipe. jox has no try-operations except a select with a default clause,
/// which this pipe uses.
final class JoxPipe implements Pipe.Trying {
  private static final Object NOT_AT_ONCE = new Object();

  private final Channel<Message> channel;
  private final SelectClause<Message> receiving;

  JoxPipe(int capacity) {
    channel = channel(capacity);
    receiving = channel.receiveClause();
  }

  static Channel<Message> channel(int capacity) {
    return switch (capacity) {
      case 0 -> Channel.newRendezvousChannel();
      case PipeShape.UNBOUNDED -> Channel.newUnlimitedChannel();
      default -> Channel.newBufferedChannel(capacity);
    };
  }

  @Override
  public Inlet inlet() {
    return channel::send;
  }

  @Override
  public Outlet outlet() {
    return channel::receive;
  }

  @Override
  public boolean trySend(Message message) throws InterruptedException {
    return Select.<Object>select(channel.sendClause(message), Select.defaultClause(NOT_AT_ONCE))
        != NOT_AT_ONCE;
  }

  @Override
  public @Nullable Message tryReceive() throws InterruptedException {
    Object received = Select.<Object>select(receiving, Select.defaultClause(NOT_AT_ONCE));
    return received == NOT_AT_ONCE ? null : (Message) received;
  }
}
