package dev.threadmill.suite.messaging;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Pipes whose tries are wrong, each in one way, to see that somebody notices.
enum MiswiredTrying {
  REFUSES_EVERY_1000TH(TryOutcome.SENT, "accepted or refused wrongly") {
    @Override
    boolean trySend(Pipe.Trying sound, Message message) throws InterruptedException {
      return message.number() % 1000 != 999 && sound.trySend(message);
    }
  },
  /// Says that it took them.
  LOSES_EVERY_1000TH(TryOutcome.SENT, "held 4092 messages instead of 4096") {
    @Override
    boolean trySend(Pipe.Trying sound, Message message) throws InterruptedException {
      return message.number() % 1000 == 999 || sound.trySend(message);
    }
  },
  TAKES_ONE_WHEN_FULL(TryOutcome.FULL, "accepted or refused wrongly") {
    private final AtomicInteger refused = new AtomicInteger();

    @Override
    boolean trySend(Pipe.Trying sound, Message message) throws InterruptedException {
      return sound.trySend(message) || refused.incrementAndGet() % 1000 == 999;
    }
  },
  GIVES_ANOTHER_INSTEAD(TryOutcome.RECEIVED, "add up to") {
    @Override
    @Nullable Message tryReceive(Pipe.Trying sound) throws InterruptedException {
      Message message = sound.tryReceive();
      return message != null && message.number() == 100 ? new Message(99) : message;
    }
  },
  MISSES_ONE_THAT_IS_THERE(TryOutcome.RECEIVED, "Received nothing") {
    private final AtomicInteger received = new AtomicInteger();

    @Override
    @Nullable Message tryReceive(Pipe.Trying sound) throws InterruptedException {
      return received.incrementAndGet() % 1000 == 999 ? null : sound.tryReceive();
    }
  },
  GIVES_ONE_FROM_NOWHERE(TryOutcome.EMPTY, "from a pipe that is empty") {
    private final AtomicInteger received = new AtomicInteger();

    @Override
    @Nullable Message tryReceive(Pipe.Trying sound) throws InterruptedException {
      return received.incrementAndGet() % 1000 == 999 ? new Message(0) : sound.tryReceive();
    }
  };

  final TryOutcome outcome;
  final String complaint;

  MiswiredTrying(TryOutcome outcome, String complaint) {
    this.outcome = outcome;
    this.complaint = complaint;
  }

  boolean trySend(Pipe.Trying sound, Message message) throws InterruptedException {
    return sound.trySend(message);
  }

  @Nullable Message tryReceive(Pipe.Trying sound) throws InterruptedException {
    return sound.tryReceive();
  }

  Pipe.Trying open(int capacity) {
    var sound = new QueuePipe(new ArrayBlockingQueue<>(capacity));
    return new Pipe.Trying() {
      @Override
      public Inlet inlet() {
        return sound.inlet();
      }

      @Override
      public Outlet outlet() {
        return sound.outlet();
      }

      @Override
      public boolean trySend(Message message) throws InterruptedException {
        return MiswiredTrying.this.trySend(sound, message);
      }

      @Override
      public @Nullable Message tryReceive() throws InterruptedException {
        return MiswiredTrying.this.tryReceive(sound);
      }
    };
  }
}
