package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.Mutex;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

/// A plain count behind a lock. A fork makes one kind only, so that calls of it stay monomorphic.
interface LockedCounter {
  /// Locks, adds one, unlocks.
  void increment();

  /// Locks, reads, unlocks.
  long count();

  /// The mutex holds the counter as Rust's holds its value, and nothing else leads to it.
  final class ByMutex implements LockedCounter {
    private static final class Count {
      long value;
    }

    private final Mutex<Count> mutex = Mutex.of(new Count());

    @Override
    public void increment() {
      try (var guard = mutex.lock()) {
        guard.get().value++;
      }
    }

    @Override
    public long count() {
      return mutex.with(count -> count.value);
    }
  }

  final class ByReentrantLock implements LockedCounter {
    private final ReentrantLock lock = new ReentrantLock();
    private long value;

    @Override
    public void increment() {
      lock.lock();
      try {
        value++;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public long count() {
      lock.lock();
      try {
        return value;
      } finally {
        lock.unlock();
      }
    }
  }

  final class BySynchronized implements LockedCounter {
    private long value;

    @Override
    public synchronized void increment() {
      value++;
    }

    @Override
    public synchronized long count() {
      return value;
    }
  }

  final class ByStampedLock implements LockedCounter {
    private final StampedLock lock = new StampedLock();
    private long value;

    @Override
    public void increment() {
      long stamp = lock.writeLock();
      try {
        value++;
      } finally {
        lock.unlockWrite(stamp);
      }
    }

    @Override
    public long count() {
      long stamp = lock.writeLock();
      try {
        return value;
      } finally {
        lock.unlockWrite(stamp);
      }
    }
  }
}
