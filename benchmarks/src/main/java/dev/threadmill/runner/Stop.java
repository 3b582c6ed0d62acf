package dev.threadmill.runner;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A request to stop, made by a signal's thread, which waits until it is met.
public final class Stop {
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean wanted;

  /// Does work that the end of this process stops: no fork outlives the process, and what has ended
  /// by then is kept.
  <T> T during(Supplier<T> work) {
    var signals = Thread.ofPlatform().name("end-of-process").unstarted(this::end);
    Runtime.getRuntime().addShutdownHook(signals);
    try {
      return work.get();
    } finally {
      stopped.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(signals);
      } catch (IllegalStateException e) {
        // The process has begun to end.
      }
    }
  }

  private void end() {
    request();
    ForkWatch.endForks();
    try {
      // Not for ever: the process is about to end.
      stopped.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asks for a stop; the fork that runs is the caller's to end.
  public void request() {
    wanted = true;
  }

  boolean isRequested() {
    return wanted;
  }
}
