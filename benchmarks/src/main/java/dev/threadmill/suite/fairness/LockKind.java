package dev.threadmill.suite.fairness;

import dev.threadmill.primitives.Mutex;
import dev.threadmill.recording.Named;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

/// The contenders: locks under which threads have their turns.
public enum LockKind {
  /// This project's mutex.
  @Named("Mutex")
  MUTEX {
    @Override
    Turnstile guard(TurnLog turns) {
      var mutex = Mutex.of(turns);
      return contestant -> {
        try (var guard = mutex.lock()) {
          guard.get().take(contestant);
        }
      };
    }
  },
  /// The JDK's lock, unfair: a running thread may take it before those that wait.
  @Named("ReentrantLock")
  REENTRANT_LOCK {
    @Override
    Turnstile guard(TurnLog turns) {
      return by(turns, new ReentrantLock());
    }
  },
  /// The JDK's lock in fair mode: the thread that has waited longest gets it, once it is awake.
  @Named("ReentrantLock fair")
  REENTRANT_LOCK_FAIR {
    @Override
    Turnstile guard(TurnLog turns) {
      return by(turns, new ReentrantLock(true));
    }
  },
  /// An object's monitor.
  SYNCHRONIZED {
    @Override
    Turnstile guard(TurnLog turns) {
      return contestant -> {
        synchronized (turns) {
          turns.take(contestant);
        }
      };
    }
  },
  /// The write lock of a `StampedLock`, which is not reentrant.
  @Named("StampedLock")
  STAMPED_LOCK {
    @Override
    Turnstile guard(TurnLog turns) {
      var lock = new StampedLock();
      return contestant -> {
        long stamp = lock.writeLock();
        try {
          turns.take(contestant);
        } finally {
          lock.unlockWrite(stamp);
        }
      };
    }
  },
  /// A semaphore with one permit, unfair.
  @Named("Semaphore")
  SEMAPHORE {
    @Override
    Turnstile guard(TurnLog turns) {
      var permit = new Semaphore(1);
      return contestant -> {
        permit.acquireUninterruptibly();
        try {
          turns.take(contestant);
        } finally {
          permit.release();
        }
      };
    }
  };

  abstract Turnstile guard(TurnLog turns);

  static Turnstile by(TurnLog turns, ReentrantLock lock) {
    return contestant -> {
      lock.lock();
      try {
        turns.take(contestant);
      } finally {
        lock.unlock();
      }
    };
  }
}
