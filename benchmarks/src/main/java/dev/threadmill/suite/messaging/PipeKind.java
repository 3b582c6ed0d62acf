package dev.threadmill.suite.messaging;

import dev.threadmill.primitives.Channel;
import dev.threadmill.recording.NotApplicable;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Supplier;

/// The contenders. Each opens a pipe of the capacity asked for, or says why it has none such.
public enum PipeKind {
  /// This project's channel.
  CHANNEL {
    @Override
    public Pipe open(int capacity) {
      Channel<Pipe.Message> channel =
          switch (capacity) {
            case 0 -> Channel.rendezvous();
            case UNBOUNDED -> Channel.unbounded();
            default -> Channel.bounded(capacity);
          };
      return new Pipe() {
        @Override
        public Inlet inlet() {
          return channel.sender().copy()::send;
        }

        @Override
        public Message receive() {
          return channel.receiver().receive();
        }
      };
    }
  },
  ARRAY_BLOCKING_QUEUE {
    @Override
    public Pipe open(int capacity) {
      return queue(capacity, 1, UNBOUNDED - 1, () -> new ArrayBlockingQueue<>(capacity));
    }
  },
  LINKED_BLOCKING_QUEUE {
    @Override
    public Pipe open(int capacity) {
      return queue(capacity, 1, UNBOUNDED, () -> new LinkedBlockingQueue<>(capacity));
    }
  },
  /// Unbounded by `put`, without room by `transfer`.
  LINKED_TRANSFER_QUEUE {
    @Override
    public Pipe open(int capacity) {
      var queue = new LinkedTransferQueue<Pipe.Message>();
      if (capacity != 0) {
        return queue(capacity, UNBOUNDED, UNBOUNDED, () -> queue);
      }
      return of(queue::transfer, queue::take);
    }
  },
  SYNCHRONOUS_QUEUE {
    @Override
    public Pipe open(int capacity) {
      return queue(capacity, 0, 0, SynchronousQueue::new);
    }
  },
  /// First come, first served, as a channel is.
  SYNCHRONOUS_QUEUE_FAIR {
    @Override
    public Pipe open(int capacity) {
      return queue(capacity, 0, 0, () -> new SynchronousQueue<>(true));
    }
  },
  /// The channel of softwaremill/jox.
  JOX {
    @Override
    public Pipe open(int capacity) {
      com.softwaremill.jox.Channel<Pipe.Message> channel =
          switch (capacity) {
            case 0 -> com.softwaremill.jox.Channel.newRendezvousChannel();
            case UNBOUNDED -> com.softwaremill.jox.Channel.newUnlimitedChannel();
            default -> com.softwaremill.jox.Channel.newBufferedChannel(capacity);
          };
      return of(channel::send, channel::receive);
    }
  };

  /// The capacity of a pipe without bound.
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /// Opens a pipe.
  ///
  /// @throws NotApplicable if this kind has none of that capacity
  public abstract Pipe open(int capacity);

  Pipe queue(int capacity, int least, int most, Supplier<BlockingQueue<Pipe.Message>> maker) {
    if (capacity < least || capacity > most) {
      throw new NotApplicable(
          this + " has no form of capacity " + (capacity == UNBOUNDED ? "unbounded" : capacity));
    }
    BlockingQueue<Pipe.Message> queue = maker.get();
    return of(queue::put, queue::take);
  }

  private static Pipe of(Pipe.Inlet inlet, Outlet outlet) {
    return new Pipe() {
      @Override
      public Inlet inlet() {
        return inlet;
      }

      @Override
      public Message receive() throws InterruptedException {
        return outlet.receive();
      }
    };
  }

  private interface Outlet {
    Pipe.Message receive() throws InterruptedException;
  }
}
