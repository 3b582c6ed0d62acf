package dev.threadmill.suite.messaging;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Departure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Threads that wait on an [Ending], are all known to wait, and are then released together.
final class WaitingRoom {
  private final Ending ending;
  private final long patienceNanos;
  private final List<Thread> waiters = new ArrayList<>();
  private final long[] leftNanos;
  private final CountDownLatch gone;
  private final AtomicInteger entered = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private long endNanos;

  WaitingRoom(Ending ending, int size, ThreadKind kind, long patienceNanos) {
    this.ending = ending;
    this.patienceNanos = patienceNanos;
    leftNanos = new long[size];
    gone = new CountDownLatch(size);
    for (int i = 0; i < size; i++) {
      int seat = i;
      waiters.add(kind.newThread(() -> sit(seat)));
    }
  }

  private void sit(int seat) {
    entered.incrementAndGet();
    try {
      ending.await();
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
    leftNanos[seat] = System.nanoTime();
    gone.countDown();
  }

  /// Starts the threads, and returns once all of them wait.
  ///
  /// @return whether all threads could be started; if the system refused some, the others are
  ///     released
  boolean fill() {
    for (int i = 0; i < waiters.size(); i++) {
      try {
        waiters.get(i).start();
      } catch (OutOfMemoryError noMoreThreads) {
        ending.end(waiters.subList(0, i));
        return false;
      }
    }
    long deadline = System.nanoTime() + patienceNanos;
    while (entered.get() < waiters.size()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(entered + " of " + waiters.size() + " waiters came");
      }
      Thread.yield();
    }
    for (Thread waiter : waiters) {
      while (!isParked(waiter)) {
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException(waiter + " does not wait, but is " + waiter.getState());
        }
        Thread.yield();
      }
    }
    return true;
  }

  private static boolean isParked(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  /// Releases them, and returns when all have left.
  ///
  /// @throws IllegalStateException if some do not leave, or one left for another reason
  void empty() throws InterruptedException {
    endNanos = System.nanoTime();
    ending.end(waiters);
    if (!gone.await(patienceNanos, TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException(
          gone.getCount() + " of " + waiters.size() + " threads still wait after the end");
    }
  }

  /// Returns how long after the end each thread left, in nanoseconds.
  ///
  /// @throws IllegalStateException if one left before the end, or for another reason
  long[] delays() throws InterruptedException {
    Departure.await(waiters);
    var delays = new long[leftNanos.length];
    for (int i = 0; i < delays.length; i++) {
      delays[i] = leftNanos[i] - endNanos;
      if (delays[i] < 0) {
        throw new IllegalStateException("A thread went before the end");
      }
    }
    Throwable first = failure.get();
    if (first != null) {
      throw new IllegalStateException("A thread did not go because of the end: " + first, first);
    }
    return delays;
  }
}
