package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.Mutex;
import dev.threadmill.primitives.RefCell;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

/// A plain count behind a lock: without the lock, steps would be lost.
abstract sealed class LockedRung implements Rung {
  private static final class Count {
    long value;
  }

  /// A `Mutex`, which owns the counter as Rust's mutex owns its value: nothing else refers to
  /// it.
  static final class ByMutex extends LockedRung {
    private final Mutex<Count> mutex = Mutex.of(new Count());

    @Override
    public void step(long holdTokens) {
      try (var guard = mutex.lock()) {
        guard.get().value++;
        Rung.hold(holdTokens);
      }
    }

    @Override
    public long count() {
      try (var guard = mutex.lock()) {
        return guard.get().value;
      }
    }
  }

  /// A `RefCell`, for one thread: its borrow is the mutex's lock without anything atomic.
  static final class ByRefCell extends LockedRung {
    private final RefCell<Count> cell = RefCell.of(new Count());

    @Override
    public void step(long holdTokens) {
      try (var guard = cell.borrowMut()) {
        // Otherwise the JIT would see that the borrow ends again, and never write that it began.
        VarHandle.storeStoreFence();
        guard.get().value++;
        Rung.hold(holdTokens);
      }
    }

    @Override
    public long count() {
      return cell.with(count -> count.value);
    }
  }

  static final class ByReentrantLock extends LockedRung {
    private final ReentrantLock lock;
    private long value;

    ByReentrantLock(boolean fair) {
      lock = new ReentrantLock(fair);
    }

    @Override
    public void step(long holdTokens) {
      lock.lock();
      try {
        value++;
        Rung.hold(holdTokens);
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

  static final class BySynchronized extends LockedRung {
    private long value;

    @Override
    public synchronized void step(long holdTokens) {
      value++;
      Rung.hold(holdTokens);
    }

    @Override
    public synchronized long count() {
      return value;
    }
  }

  static final class ByStampedLock extends LockedRung {
    private final StampedLock lock = new StampedLock();
    private long value;

    @Override
    public void step(long holdTokens) {
      long stamp = lock.writeLock();
      try {
        value++;
        Rung.hold(holdTokens);
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

  static final class BySemaphore extends LockedRung {
    private final Semaphore permit = new Semaphore(1);
    private long value;

    @Override
    public void step(long holdTokens) {
      permit.acquireUninterruptibly();
      try {
        value++;
        Rung.hold(holdTokens);
      } finally {
        permit.release();
      }
    }

    @Override
    public long count() {
      permit.acquireUninterruptibly();
      try {
        return value;
      } finally {
        permit.release();
      }
    }
  }
}
