package dev.threadmill.suite.switching;

import dev.threadmill.primitives.Channel;
import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Named;
import dev.threadmill.recording.NotApplicable;
import java.util.concurrent.Exchanger;
import java.util.concurrent.SynchronousQueue;

/// The contenders: how the waiting thread waits, and how it is woken.
public enum WireKind {
  /// A volatile field, with `LockSupport.park` and `unpark`: what most of the others are made of.
  PARK {
    @Override
    Wire wire() {
      return new ParkedWire();
    }
  },
  /// This project's `Parker`, which keeps its token where no lock can spend it. The threads
  /// here are bare, so that each finds its own by a thread-local; spawned ones find it faster.
  @Named("Parker")
  PARKER {
    @Override
    Wire wire() {
      return new ParkerWire();
    }
  },
  /// `wait` and `notify`.
  MONITOR {
    @Override
    Wire wire() {
      return new MonitorWire();
    }
  },
  /// `ReentrantLock` with a condition.
  CONDITION {
    @Override
    Wire wire() {
      return new ConditionWire();
    }
  },
  /// A semaphore for each direction, whose permit is the message.
  @Named("Semaphore")
  SEMAPHORE {
    @Override
    Wire wire() {
      return new SemaphoreWire();
    }
  },
  /// The JDK's rendezvous, at which one thread puts and the other takes.
  @Named("SynchronousQueue")
  SYNCHRONOUS_QUEUE {
    @Override
    Wire wire() {
      return new QueueWire(new SynchronousQueue<>());
    }
  },
  /// The JDK's exchanger, at which both threads wait for each other.
  @Named("Exchanger")
  EXCHANGER {
    @Override
    Wire wire() {
      return new ExchangerWire(new Exchanger<>());
    }
  },
  /// This project's channel without room.
  @Named("Channel")
  CHANNEL {
    @Override
    Wire wire() {
      return new ChannelWire(Channel.rendezvous());
    }
  },
  /// Waits by asking again and again, and offers its core to others in between. A carrier may take
  /// the virtual thread that yielded again at once, though others have waited longer.
  YIELD {
    @Override
    Wire wire() {
      return new YieldingWire();
    }
  },
  /// Waits by asking again and again: no switch at all, only the way from one core to another.
  SPIN {
    @Override
    Wire wire() {
      return new SpinningWire();
    }
  };

  /// A wire between two threads of this kind, when they have so many cores or carriers to run on.
  ///
  /// @throws NotApplicable if the one that waits would keep the other from running
  public Wire connect(ThreadKind kind, int atOnce) {
    if (this == SPIN && atOnce < 2) {
      throw new NotApplicable(
          "A thread that spins on the only "
              + (kind == ThreadKind.VIRTUAL ? "carrier" : "core")
              + " keeps off the one that it waits for");
    }
    if (this == YIELD && kind == ThreadKind.VIRTUAL && atOnce < 2) {
      throw new NotApplicable(
          "The only carrier may take the virtual thread that yielded again and again, and never"
              + " the one that it waits for");
    }
    return wire();
  }

  abstract Wire wire();
}
