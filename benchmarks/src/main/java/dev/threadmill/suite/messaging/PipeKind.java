package dev.threadmill.suite.messaging;

import static dev.threadmill.suite.messaging.PipeShape.UNBOUNDED;

import dev.threadmill.recording.Named;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.CoroutineCrew;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Team;
import dev.threadmill.suite.UnitKind;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/// The contenders: each opens a pipe of the requested shape, or says why it has none.
///
/// Most of them *block*: a thread that must wait is parked. Those whose names end in
/// `_SPINNING` do not block: nobody wakes them, and they poll as [SpinningWait] describes,
/// which costs up to a core per waiting thread. They are bounds to compare with, not
/// replacements.
public enum PipeKind {
  /// This project's channel, many-to-one like Rust's.
  @Named(value = "Channel", ofCoroutines = "Kotlin Channel")
  CHANNEL {
    @Override
    public Pipe open(PipeShape shape) {
      shape.needOneConsumer("as in Rust, its receiver belongs to one thread");
      return new ChannelPipe(shape.capacity());
    }
  },
  /// The JDK's bounded queue in an array, under one lock.
  @Named("ArrayBlockingQueue")
  ARRAY_BLOCKING_QUEUE {
    @Override
    public Pipe open(PipeShape shape) {
      shape.needCapacity(1, UNBOUNDED - 1);
      return new QueuePipe(new ArrayBlockingQueue<>(shape.capacity()));
    }
  },
  /// The JDK's bounded queue in fair mode: the sender that has waited longest goes first.
  @Named("ArrayBlockingQueue fair")
  ARRAY_BLOCKING_QUEUE_FAIR {
    @Override
    public Pipe open(PipeShape shape) {
      shape.needCapacity(1, UNBOUNDED - 1);
      return new QueuePipe(new ArrayBlockingQueue<>(shape.capacity(), true));
    }
  },
  /// The JDK's linked queue, with a lock at each end.
  @Named("LinkedBlockingQueue")
  LINKED_BLOCKING_QUEUE {
    @Override
    public Pipe open(PipeShape shape) {
      shape.needCapacity(1, UNBOUNDED);
      return new QueuePipe(new LinkedBlockingQueue<>(shape.capacity()));
    }
  },
  /// The JDK's lock-free queue: unbounded with `put`, a rendezvous with `transfer`.
  @Named("LinkedTransferQueue")
  LINKED_TRANSFER_QUEUE {
    @Override
    public Pipe open(PipeShape shape) {
      if (shape.capacity() == 0) {
        return new TransferPipe();
      }
      shape.needCapacity(UNBOUNDED, UNBOUNDED);
      return new QueuePipe(new LinkedTransferQueue<>());
    }
  },
  /// The JDK's rendezvous, unfair: the last to wait may be served first.
  @Named("SynchronousQueue")
  SYNCHRONOUS_QUEUE {
    @Override
    public Pipe open(PipeShape shape) {
      shape.needCapacity(0, 0);
      return new QueuePipe(new SynchronousQueue<>());
    }
  },
  /// The JDK's rendezvous in fair mode: first come, first served, like a channel.
  @Named("SynchronousQueue fair")
  SYNCHRONOUS_QUEUE_FAIR {
    @Override
    public Pipe open(PipeShape shape) {
      shape.needCapacity(0, 0);
      return new QueuePipe(new SynchronousQueue<>(true));
    }
  },
  /// One thread on each side exchanges a message for null. Any two threads that meet exchange,
  /// so with two producers one would get the other's message.
  @Named("Exchanger")
  EXCHANGER {
    @Override
    public Pipe open(PipeShape shape) {
      shape.needCapacity(0, 0);
      if (shape.producers() > 1 || shape.consumers() > 1) {
        throw new NotApplicable("An exchanger is between two threads.");
      }
      return new ExchangerPipe();
    }
  },
  /// The channel of softwaremill/jox.
  JOX {
    @Override
    public Pipe open(PipeShape shape) {
      return new JoxPipe(shape.capacity());
    }
  },
  /// JCTools' queue for many producers and one consumer. It does not block, see [SpinningWait].
  @Named("JCTools MPSC spinning")
  JCTOOLS_MPSC_SPINNING {
    @Override
    public Pipe open(PipeShape shape) {
      shape.needCapacity(1, UNBOUNDED);
      shape.needPowerOfTwo();
      shape.needOneConsumer("it is written for many producers and a single consumer");
      return new SpinningPipe(
          shape.capacity() == UNBOUNDED
              ? new MpscUnboundedVarHandleArrayQueue<>(SEGMENT)
              : new MpscVarHandleArrayQueue<>(shape.capacity()));
    }
  },
  /// JCTools' queue for many producers and many consumers. It does not block, see
  /// [SpinningWait].
  @Named("JCTools MPMC spinning")
  JCTOOLS_MPMC_SPINNING {
    @Override
    public Pipe open(PipeShape shape) {
      shape.needCapacity(2, UNBOUNDED - 1);
      shape.needPowerOfTwo();
      return new SpinningPipe(new MpmcVarHandleArrayQueue<>(shape.capacity()));
    }
  },
  /// LMAX's ring buffer with its own sleeping strategy, used as a queue of references. It does
  /// not block, see [SpinningWait].
  @Named("Disruptor spinning")
  DISRUPTOR_SPINNING {
    @Override
    public Pipe open(PipeShape shape) {
      shape.needCapacity(1, UNBOUNDED - 1);
      shape.needPowerOfTwo();
      shape.needOneConsumer("a ring shows every message to every consumer");
      return new DisruptorPipe(shape);
    }
  };

  private static final int SEGMENT = 1024;

  /// The units that have this traffic on a pipe of that shape.
  ///
  /// @throws NotApplicable if this kind has no such pipe
  Team team(UnitKind kind, PipeShape shape, Traffic traffic) {
    if (kind != UnitKind.COROUTINE) {
      return new Crew(kind.threads(), traffic.duties(open(shape)));
    }
    if (this != CHANNEL) {
      throw UnitKind.notForCoroutines();
    }
    return new CoroutineCrew(new ChannelTraffic(traffic, shape.capacity()).duties());
  }

  /// Opens a pipe.
  ///
  /// @throws NotApplicable if this kind has no pipe of that shape
  public abstract Pipe open(PipeShape shape);

  /// Whether a waiting thread polls instead of being parked until it is woken.
  public boolean spins() {
    return name().endsWith("_SPINNING");
  }
}
