package dev.threadmill.suite.switching;

import dev.threadmill.primitives.Channel;
import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Named;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.UnitKind;
import java.util.concurrent.Exchanger;
import java.util.concurrent.SynchronousQueue;

/// The contenders: how the waiting thread waits, and how it is woken.
public enum WireKind {
  /// A volatile field, with `LockSupport.park` and `unpark`: what most of the others are made of.
  @Named(value = "park", ofCoroutines = "suspended coroutine")
  PARK {
    @Override
    Wire wire() {
      return new ParkedWire();
    }

    @Override
    SuspendingWire suspendingWire() {
      return new ResumedWire();
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
  @Named(value = "Semaphore", ofCoroutines = "Kotlin Semaphore")
  SEMAPHORE {
    @Override
    Wire wire() {
      return new SemaphoreWire();
    }

    @Override
    SuspendingWire suspendingWire() {
      return new KotlinSemaphoreWire();
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
  @Named(value = "Channel", ofCoroutines = "Kotlin Channel")
  CHANNEL {
    @Override
    Wire wire() {
      return new ChannelWire(Channel.rendezvous());
    }

    @Override
    SuspendingWire suspendingWire() {
      return new KotlinChannelWire();
    }
  },
  /// Waits by asking again and again, and offers its core to others in between. A carrier may take
  /// the virtual thread that yielded again at once, though others have waited longer.
  @Named(value = "yield", ofCoroutines = "Kotlin yield")
  YIELD {
    @Override
    Wire wire() {
      return new YieldingWire();
    }

    @Override
    SuspendingWire suspendingWire() {
      return new KotlinYieldingWire();
    }
  },
  /// Waits by asking again and again: no switch at all, only the way from one core to another.
  SPIN {
    @Override
    Wire wire() {
      return new SpinningWire();
    }
  };

  /// Two units of this kind that make `trips` round trips in every round, when they have so many
  /// cores or carriers to run on.
  ///
  /// @throws NotApplicable if the contender has no form for them
  BatonPair pair(UnitKind kind, int atOnce, int trips) {
    if (kind == UnitKind.COROUTINE) {
      return new CoroutinePingPong(suspendingWire(), suspendingWire(), trips);
    }
    var threads = kind.threads();
    return new PingPong(connect(threads, atOnce), connect(threads, atOnce), threads, trips, 0);
  }

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

  /// A wire between two coroutines.
  SuspendingWire suspendingWire() {
    throw UnitKind.notForCoroutines();
  }
}
