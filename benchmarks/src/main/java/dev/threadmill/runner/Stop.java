package dev.threadmill.runner;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tells a session to stop, from a signal's thread, and lets that thread wait until it has.
public final class Stop {
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean wanted;

  /// Asks the session to stop; the fork that runs is the caller's to end.
  public void request() {
    wanted = true;
  }

  boolean isRequested() {
    return wanted;
  }

  /// The session has written all it will write.
  void done() {
    stopped.countDown();
  }

  /// Waits until the session has stopped, but not for ever: the process is about to end.
  public void await(long seconds) {
    try {
      stopped.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
