package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.Mutex;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/// The boards. The numbers are plain fields: without a guard, readers would see torn reads.
abstract sealed class GuardedBoard implements Board {
  static final class BoardByMutex extends GuardedBoard {
    private static final class Tallies {
      long left;
      long right;
    }

    private final Mutex<Tallies> mutex = Mutex.of(new Tallies());

    @Override
    public long read() {
      try (var guard = mutex.lock()) {
        var numbers = guard.get();
        return Board.together(numbers.left, numbers.right);
      }
    }

    @Override
    public void write() {
      try (var guard = mutex.lock()) {
        var numbers = guard.get();
        numbers.left++;
        numbers.right++;
      }
    }
  }

  static final class BoardBySynchronized extends GuardedBoard {
    private long left;
    private long right;

    @Override
    public synchronized long read() {
      return Board.together(left, right);
    }

    @Override
    public synchronized void write() {
      left++;
      right++;
    }
  }

  static final class BoardByReentrantLock extends GuardedBoard {
    private final ReentrantLock lock = new ReentrantLock();
    private long left;
    private long right;

    @Override
    public long read() {
      lock.lock();
      try {
        return Board.together(left, right);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void write() {
      lock.lock();
      try {
        left++;
        right++;
      } finally {
        lock.unlock();
      }
    }
  }

  static final class ByReadWriteLock extends GuardedBoard {
    private final Lock readLock;
    private final Lock writeLock;
    private long left;
    private long right;

    ByReadWriteLock() {
      var both = new ReentrantReadWriteLock();
      readLock = both.readLock();
      writeLock = both.writeLock();
    }

    @Override
    public long read() {
      readLock.lock();
      try {
        return Board.together(left, right);
      } finally {
        readLock.unlock();
      }
    }

    @Override
    public void write() {
      writeLock.lock();
      try {
        left++;
        right++;
      } finally {
        writeLock.unlock();
      }
    }
  }

  static final class BoardByStampedLock extends GuardedBoard {
    private final StampedLock lock = new StampedLock();
    private long left;
    private long right;

    @Override
    public long read() {
      long stamp = lock.readLock();
      try {
        return Board.together(left, right);
      } finally {
        lock.unlockRead(stamp);
      }
    }

    @Override
    public void write() {
      long stamp = lock.writeLock();
      try {
        left++;
        right++;
      } finally {
        lock.unlockWrite(stamp);
      }
    }
  }

  static final class ByOptimism extends GuardedBoard {
    private final StampedLock lock = new StampedLock();
    private long left;
    private long right;

    @Override
    public long read() {
      long stamp = lock.tryOptimisticRead();
      if (stamp != 0) {
        long seenLeft = left;
        long seenRight = right;
        if (lock.validate(stamp)) {
          return Board.together(seenLeft, seenRight);
        }
      }
      long locked = lock.readLock();
      try {
        return Board.together(left, right);
      } finally {
        lock.unlockRead(locked);
      }
    }

    @Override
    public void write() {
      long stamp = lock.writeLock();
      try {
        left++;
        right++;
      } finally {
        lock.unlockWrite(stamp);
      }
    }
  }

  static final class BySnapshot extends GuardedBoard {
    private record Snapshot(long left, long right) {}

    private final ReentrantLock writers = new ReentrantLock();
    private volatile Snapshot numbers = new Snapshot(0, 0);

    @Override
    public long read() {
      var seen = numbers;
      return Board.together(seen.left(), seen.right());
    }

    @Override
    public void write() {
      writers.lock();
      try {
        var old = numbers;
        numbers = new Snapshot(old.left() + 1, old.right() + 1);
      } finally {
        writers.unlock();
      }
    }
  }
}
