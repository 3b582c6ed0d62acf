package dev.threadmill.suite.spawning;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// A launcher on a JDK executor, which waits for tasks by their futures.
record ExecutorLauncher(ExecutorService executor) implements Launcher {
  private static final long LIMIT_SECONDS = 20;

  @Override
  public Batch batch(int size) {
    var futures = new Future<?>[size];
    return new Batch() {
      @Override
      public void start(Runnable[] tasks) {
        for (int i = 0; i < futures.length; i++) {
          futures[i] = executor.submit(tasks[i]);
        }
      }

      @Override
      public void await() throws InterruptedException, ExecutionException {
        for (Future<?> future : futures) {
          future.get();
        }
      }
    };
  }

  @Override
  public void close() throws InterruptedException {
    executor.shutdown();
    if (!executor.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("Tasks were left over in " + executor);
    }
  }
}
