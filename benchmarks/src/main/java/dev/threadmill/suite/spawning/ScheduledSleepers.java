package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Sleepers that are tasks in a scheduled executor.
final class ScheduledSleepers extends Sleepers {
  private final ScheduledExecutorService executor;

  ScheduledSleepers(ThreadKind kind, int count) {
    super(count);
    executor =
        Executors.newScheduledThreadPool(
            Runtime.getRuntime().availableProcessors(), kind.builder().factory());
  }

  @Override
  void begin() {
    for (int i = 0; i < count(); i++) {
      int sleeper = i;
      long delay = due(i) - System.nanoTime();
      executor.schedule(() -> wakes(sleeper), delay, TimeUnit.NANOSECONDS);
      goesToSleep();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
