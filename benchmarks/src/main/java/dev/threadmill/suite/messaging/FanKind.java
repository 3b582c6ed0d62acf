package dev.threadmill.suite.messaging;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.Select;
import com.softwaremill.jox.SelectClause;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.SynchronousQueue;

/// The contenders: ways to wait for a message on any of several pipes.
public enum FanKind {
  /// One channel for all, whose messages say where they come from: the usual substitute for a
  /// select.
  SHARED_CHANNEL {
    @Override
    Fan open(int pipes, int capacity) {
      var shared = new ChannelPipe(pipes * capacity);
      var inlet = shared.inlet();
      return new Fan(pipes, (pipe, message) -> inlet.send(message), shared.outlet());
    }
  },
  /// One JDK queue for all, whose messages say where they come from.
  SHARED_BLOCKING_QUEUE {
    @Override
    Fan open(int pipes, int capacity) {
      var queue = queue(pipes * capacity);
      var inlet = queue.inlet();
      return new Fan(pipes, (pipe, message) -> inlet.send(message), queue.outlet());
    }
  },
  /// JDK queues, each with a thread that forwards its messages into one more queue.
  FORWARDED_QUEUES {
    @Override
    Fan open(int pipes, int capacity) {
      List<Pipe> queues = new ArrayList<>();
      for (int i = 0; i < pipes; i++) {
        queues.add(queue(capacity));
      }
      return Fan.forwarded(queues, queue(capacity));
    }
  },
  /// The blocking select of softwaremill/jox. It favours the clause listed first.
  JOX_SELECT {
    @Override
    Fan open(int pipes, int capacity) {
      List<Channel<Message>> channels = new ArrayList<>();
      for (int i = 0; i < pipes; i++) {
        channels.add(JoxPipe.channel(capacity));
      }
      @SuppressWarnings({"unchecked", "rawtypes"}) // Java cannot create an array of a generic type
      SelectClause<Message>[] clauses =
          channels.stream().map(c -> c.receiveClause()).toArray(SelectClause[]::new);
      return new Fan(
          pipes, (pipe, message) -> channels.get(pipe).send(message), () -> Select.select(clauses));
    }
  },
  /// Polls our channels one after the other and does not block; see [SpinningWait].
  POLLED_CHANNELS_SPINNING {
    @Override
    Fan open(int pipes, int capacity) {
      List<Pipe.Trying> polled = new ArrayList<>();
      for (int i = 0; i < pipes; i++) {
        polled.add(new ChannelPipe(capacity));
      }
      return Fan.polled(polled);
    }
  },
  /// Polls JDK queues one after the other and does not block; see [SpinningWait].
  POLLED_BLOCKING_QUEUES_SPINNING {
    @Override
    Fan open(int pipes, int capacity) {
      List<Pipe.Trying> polled = new ArrayList<>();
      for (int i = 0; i < pipes; i++) {
        polled.add(queue(capacity));
      }
      return Fan.polled(polled);
    }
  };

  /// Opens this many pipes and a way to wait on all of them.
  ///
  /// @throws NotApplicable if this way has no pipes of that capacity
  abstract Fan open(int pipes, int capacity);

  private static QueuePipe queue(int capacity) {
    return new QueuePipe(
        capacity == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(capacity));
  }
}
