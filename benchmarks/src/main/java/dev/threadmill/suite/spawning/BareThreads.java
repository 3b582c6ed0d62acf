package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;

/// A launcher with a bare thread for every task, joined and then discarded.
record BareThreads(ThreadKind kind) implements Launcher {
  @Override
  public Batch batch(int size) {
    var threads = new Thread[size];
    return new Batch() {
      @Override
      public void start(Runnable[] tasks) {
        for (int i = 0; i < threads.length; i++) {
          threads[i] = kind.newThread(tasks[i]);
          threads[i].start();
        }
      }

      @Override
      public void await() throws InterruptedException {
        for (Thread thread : threads) {
          thread.join();
        }
      }
    };
  }

  @Override
  public void close() {}
}
