package dev.threadmill.primitives;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The lock inside a [Mutex]: one state word and a line of parked threads, no value and no owner.
///
/// Its operations trust the caller: only the thread that acquired may release.
abstract class RawMutex {
  // The design is that of Rust's futex mutex: one compare-and-set locks a word and one
  // read-modify-write unlocks it, a bounded spin only loads, bargers are allowed, and an unlock
  // wakes at most one thread. Rust reads the word after each pause of its spin; here the gaps
  // double, because each read takes the cache line from the holder. The JVM has no futex, so
  // the kernel's queue becomes a line of our own, and what the kernel does under its queue lock
  // is done here by the thread that holds a role:
  //
  //   LOCKED   someone holds the lock.
  //   QUEUED   someone stands in line, or is the heir.
  //   AWAKE    a wake-up is in flight, or the heir is running. Implies QUEUED.
  //   POISONED, CONSUMED   facts about the value, kept here so that the fast paths, which know
  //            only the words 0 and LOCKED, pay nothing for them.
  //
  // A thread that gives up spinning pushes itself onto `arrivals`, a Treiber stack, and then
  // makes sure that QUEUED is set. The unlock that leaves QUEUED without AWAKE sets AWAKE and
  // thereby alone owns `heir` and `line`: it makes the first in line the heir and calls it. The
  // heir competes with bargers. If it loses for a whole spin it clears AWAKE, stays heir, and
  // parks until it is called again; it must not rely on AWAKE for that, because the thread that
  // has set AWAKE still has to read who the heir is. While AWAKE is set no unlock wakes
  // anybody: with more threads than cores, this lets a running thread lock and unlock for its
  // whole time slice at the cost of the uncontended path.
  //
  // No wake-up is lost. Setting QUEUED and clearing LOCKED are read-modify-writes of one word,
  // so one of the two threads sees the other. The only case of two words is an arrival that
  // finds QUEUED set while the last heir is about to clear it: the arrival pushes and then
  // reads `state`, the heir writes `state` and then reads `arrivals`, both sequentially
  // consistent. So if the arrival saw QUEUED, the heir sees the arrival and sets QUEUED again.

  static final int LOCKED = 1;
  static final int QUEUED = 1 << 1;
  static final int AWAKE = 1 << 2;
  static final int POISONED = 1 << 3;
  static final int CONSUMED = 1 << 4;

  /// Pauses between the first two reads of a held lock; each later gap is twice as long.
  private static final int FIRST_PAUSES = 32;

  /// Pauses in the longest gap, after which a thread parks. On one processor nobody spins,
  /// because the holder would need it.
  private static final int LAST_PAUSES = Runtime.getRuntime().availableProcessors() > 1 ? 512 : 0;

  private static final VarHandle STATE;
  private static final VarHandle ARRIVALS;

  static {
    try {
      var lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(RawMutex.class, "state", int.class);
      ARRIVALS = lookup.findVarHandle(RawMutex.class, "arrivals", Waiter.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile int state;

  /// Threads that queued since the line was last refilled, newest first.
  private volatile @Nullable Waiter arrivals;

  /// The thread that gets the lock next, unless another barges in; owned with AWAKE.
  private @Nullable Waiter heir;

  /// The waiters behind the heir, oldest first; owned with AWAKE.
  private @Nullable Waiter line;

  /// Takes the lock, waiting as long as necessary, and returns whether the value is poisoned.
  final boolean acquire() {
    // Acquire: sees everything written before the release that left the word at 0.
    if (STATE.compareAndSet(this, 0, LOCKED)) {
      return false;
    }
    return (acquireContended() & POISONED) != 0;
  }

  /// Takes the lock if it is free; returns the word it found, with LOCKED set if it was not free.
  final int tryAcquire() {
    for (; ; ) {
      int s = state;
      refuseConsumed(s);
      if ((s & LOCKED) != 0 || STATE.compareAndSet(this, s, s | LOCKED)) {
        return s;
      }
    }
  }

  final void release() {
    // Release: everything done under the lock is visible to the next holder.
    int s = (int) STATE.getAndAdd(this, -LOCKED);
    if ((s & (QUEUED | AWAKE)) == QUEUED) {
      wakeHeir();
    }
  }

  final boolean poisoned() {
    return (state & POISONED) != 0;
  }

  final void setPoisoned(boolean poisoned) {
    if (poisoned) {
      STATE.getAndBitwiseOr(this, POISONED);
    } else {
      STATE.getAndBitwiseAnd(this, ~POISONED);
    }
  }

  final int word() {
    return state;
  }

  /// Closes the lock forever, unless the word is no longer `expected`.
  final boolean consume(int expected) {
    return STATE.compareAndSet(this, expected, expected | CONSUMED);
  }

  private int acquireContended() {
    for (int pauses = FIRST_PAUSES; ; ) {
      int s = state;
      if ((s & LOCKED) == 0) {
        refuseConsumed(s);
        if (STATE.compareAndSet(this, s, s | LOCKED)) {
          return s;
        }
      } else if (pauses <= LAST_PAUSES) {
        pauses = spin(pauses);
      } else {
        return acquireQueued();
      }
    }
  }

  private int acquireQueued() {
    var self = new Waiter(Thread.currentThread());
    enqueue(self);
    boolean interrupted = self.listen(this);
    for (int pauses = FIRST_PAUSES; ; ) {
      int s = state;
      if ((s & LOCKED) == 0) {
        if (inherit(s)) {
          break;
        }
      } else if (pauses <= LAST_PAUSES) {
        pauses = spin(pauses);
      } else {
        self.called = false; // first, because it may be called as soon as AWAKE is cleared
        if (STATE.compareAndSet(this, s, s & ~AWAKE)) {
          interrupted |= self.listen(this);
          pauses = FIRST_PAUSES;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return state;
  }

  /// Spins without touching the holder's cache line, and returns how long to spin next time.
  private static int spin(int pauses) {
    for (int i = 0; i < pauses; i++) {
      Thread.onSpinWait();
    }
    return pauses * 2;
  }

  private void enqueue(Waiter self) {
    Waiter newest;
    do {
      newest = arrivals;
      self.next = newest;
    } while (!ARRIVALS.compareAndSet(this, newest, self));
    for (; ; ) {
      int s = state;
      if ((s & QUEUED) != 0) {
        return;
      }
      refuseConsumed(s);
      if ((s & LOCKED) != 0) {
        if (STATE.compareAndSet(this, s, s | QUEUED)) {
          return;
        }
      } else if (STATE.compareAndSet(this, s, s | QUEUED | AWAKE)) {
        // Nobody is left to wake us, so we wake the first in line, most likely ourselves.
        callHeir();
        return;
      }
    }
  }

  /// Takes the free lock as heir and leaves the line to the next unlock.
  private boolean inherit(int s) {
    boolean last = line == null && arrivals == null;
    int taken = (s | LOCKED) & ~(last ? AWAKE | QUEUED : AWAKE);
    if (!STATE.compareAndSet(this, s, taken)) {
      return false;
    }
    heir = null;
    if (last && arrivals != null) {
      STATE.getAndBitwiseOr(this, QUEUED);
    }
    return true;
  }

  /// Wakes the heir unless another thread barged in, whose own unlock will do so.
  private void wakeHeir() {
    int s;
    do {
      s = state;
      if ((s & (LOCKED | QUEUED | AWAKE)) != QUEUED) {
        return;
      }
    } while (!STATE.compareAndSet(this, s, s | AWAKE));
    callHeir();
  }

  /// Wakes the heir; only for the thread that has set AWAKE.
  private void callHeir() {
    Waiter first = heir;
    if (first == null) {
      first = firstInLine();
      line = first.next;
      first.next = null;
      heir = first;
    }
    first.call();
  }

  private Waiter firstInLine() {
    Waiter first = line;
    Waiter newer = first == null ? (Waiter) ARRIVALS.getAndSet(this, null) : null;
    while (newer != null) {
      Waiter older = newer.next;
      newer.next = first;
      first = newer;
      newer = older;
    }
    return requireNonNull(first, "QUEUED was set with nobody in line");
  }

  private static void refuseConsumed(int s) {
    if ((s & CONSUMED) != 0) {
      throw new IllegalStateException("the mutex was consumed by intoInner");
    }
  }

  private static final class Waiter {
    final Thread thread;
    @Nullable Waiter next;
    volatile boolean called;

    Waiter(Thread thread) {
      this.thread = thread;
    }

    /// Wakes the waiter. The caller's last act, because the heir may have taken the lock before
    /// this returns.
    void call() {
      called = true;
      LockSupport.unpark(thread);
    }

    /// Waits to be called, through interrupts; returns true if there was one.
    boolean listen(RawMutex mutex) {
      boolean interrupted = false;
      while (!called) {
        LockSupport.park(mutex);
        interrupted |= Thread.interrupted();
      }
      return interrupted;
    }
  }
}
