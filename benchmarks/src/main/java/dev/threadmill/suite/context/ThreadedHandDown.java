package dev.threadmill.suite.context;

import dev.threadmill.primitives.ThreadKind;

/// Children that are bare threads.
abstract class ThreadedHandDown implements HandDown {
  private final ThreadKind kind;

  ThreadedHandDown(ThreadKind kind) {
    this.kind = kind;
  }

  @Override
  public void startAndJoin(Child[] children) throws InterruptedException {
    var threads = new Thread[children.length];
    for (int i = 0; i < threads.length; i++) {
      Child child = children[i];
      threads[i] = kind.newThread(() -> run(child));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /// Runs in the child's thread and reads every value.
  abstract void run(Child child);
}
