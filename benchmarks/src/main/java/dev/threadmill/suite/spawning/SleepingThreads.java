package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Departure;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/// Sleepers that are threads, the same in every round.
final class SleepingThreads extends Sleepers {
  private final Thread[] threads;
  private volatile int round;
  private volatile boolean dismissed;

  SleepingThreads(ThreadKind kind, int count) {
    super(count);
    threads = new Thread[count];
    for (int i = 0; i < count; i++) {
      int sleeper = i;
      threads[i] = kind.newThread(() -> serve(sleeper));
      threads[i].start();
    }
  }

  @Override
  void begin() {
    round++; // written by this thread only
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }

  private void serve(int sleeper) {
    for (int next = 1; ; next++) {
      while (round < next && !dismissed) {
        LockSupport.park(this);
      }
      if (dismissed) {
        return;
      }
      sleepAs(sleeper);
    }
  }

  private void sleepAs(int sleeper) {
    goesToSleep();
    long left = due(sleeper) - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(this, left);
      left = due(sleeper) - System.nanoTime();
    }
    wakes(sleeper);
  }

  @Override
  public void close() throws InterruptedException {
    dismissed = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
    Departure.await(Arrays.asList(threads));
  }
}
