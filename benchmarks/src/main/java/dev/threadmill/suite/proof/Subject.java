package dev.threadmill.suite.proof;

import dev.threadmill.primitives.ThreadKind;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/// The code in which a slowdown is planted: one of each kind of operation that the suite
/// measures.
public enum Subject {
  QUEUE {
    @Override
    Work open() {
      return new QueueWork(new ArrayBlockingQueue<>(1));
    }
  },
  LOCK {
    @Override
    Work open() {
      return new LockWork(new ReentrantLock());
    }
  },
  /// Between platform threads, through the kernel.
  HAND_OFF {
    @Override
    Work open() {
      return new HandOffWork(ThreadKind.PLATFORM);
    }
  },
  /// Of a platform thread.
  SPAWN {
    @Override
    Work open() {
      return new SpawnWork(ThreadKind.PLATFORM);
    }
  };

  abstract Work open();
}
