package dev.threadmill.primitives.planted;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// A mutex with a planted bug: a thread that queued parks without looking at the lock again.
///
/// If the holder unlocks between the failed attempt and the queueing it sees nobody to wake, and
/// the thread in line sleeps for ever beside a free lock. The tools must find that.
public final class BrokenMutex {
  private final AtomicBoolean locked = new AtomicBoolean();
  private final Queue<Waiter> line = new ConcurrentLinkedQueue<>();

  public void lock() {
    while (!locked.compareAndSet(false, true)) {
      var self = new Waiter(Thread.currentThread());
      line.add(self);
      while (!self.woken) {
        LockSupport.park(this);
      }
    }
  }

  public void unlock() {
    locked.set(false);
    var first = line.poll();
    if (first != null) {
      first.woken = true;
      LockSupport.unpark(first.thread);
    }
  }

  private static final class Waiter {
    final Thread thread;
    volatile boolean woken;

    Waiter(Thread thread) {
      this.thread = thread;
    }
  }
}
