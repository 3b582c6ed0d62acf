package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Departure;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/// Sleepers that are threads.
final class SleepingThreads extends Sleepers {
  private final ThreadKind kind;
  private final Thread[] threads;

  SleepingThreads(ThreadKind kind, int count) {
    super(count);
    this.kind = kind;
    threads = new Thread[count];
  }

  @Override
  void begin() {
    for (int i = 0; i < threads.length; i++) {
      int sleeper = i;
      threads[i] = kind.newThread(() -> sleepAs(sleeper));
      threads[i].start();
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
  void ended() throws InterruptedException {
    Departure.await(Arrays.asList(threads));
  }
}
