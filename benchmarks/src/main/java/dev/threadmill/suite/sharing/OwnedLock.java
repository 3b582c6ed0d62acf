package dev.threadmill.suite.sharing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A lock with a number and a known owner that guards one plain value; it throws on a deadlock.
public final class OwnedLock {
  /// Longer than any normal wait. Only a thread that has waited this long looks for a deadlock.
  private static final long LOOK_EVERY_MILLIS = 100;

  private final ReentrantLock lock = new ReentrantLock();
  private final DeadlockWatch watch;
  private final int number;

  /// The owner. Opaque access suffices: a thread publishes its waits after writing here.
  private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();

  /// The value that the lock guards.
  long value;

  OwnedLock(DeadlockWatch watch, int number) {
    this.watch = watch;
    this.number = number;
  }

  int number() {
    return number;
  }

  @Nullable Thread owner() {
    return owner.getOpaque();
  }

  /// Takes the lock.
  ///
  /// @throws Deadlocked if the threads wait for each other; this one then stops waiting
  void lock() throws InterruptedException {
    if (!lock.tryLock()) {
      await();
    }
    owner.setOpaque(Thread.currentThread());
  }

  boolean tryLock() {
    boolean taken = lock.tryLock();
    if (taken) {
      owner.setOpaque(Thread.currentThread());
    }
    return taken;
  }

  void unlock() {
    owner.setOpaque(null);
    lock.unlock();
  }

  private void await() throws InterruptedException {
    watch.begins(this);
    try {
      while (!lock.tryLock(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        watch.look();
      }
    } finally {
      watch.ends();
    }
  }

  @Override
  public String toString() {
    return "lock " + number;
  }
}
