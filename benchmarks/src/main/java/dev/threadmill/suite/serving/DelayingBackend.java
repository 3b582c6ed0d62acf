package dev.threadmill.suite.serving;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A backend that answers after a set time and uses no CPU meanwhile.
final class DelayingBackend implements Backend, AutoCloseable {
  private final long delayNanos;
  private final ScheduledThreadPoolExecutor timer;

  DelayingBackend(long delayMillis) {
    delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
    timer =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("back-end").unstarted(task));
  }

  @Override
  public void call() {
    if (delayNanos > 0) {
      long end = System.nanoTime() + delayNanos;
      for (long left = delayNanos; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(this, left);
      }
    }
  }

  @Override
  public void call(Runnable answered) {
    if (delayNanos == 0) {
      answered.run();
    } else {
      var unused = timer.schedule(answered, delayNanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
