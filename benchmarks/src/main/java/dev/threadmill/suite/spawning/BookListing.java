package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// The Rust book's first listing with threads: a spawned thread counts while the main thread
/// counts.
final class BookListing implements AutoCloseable {
  static final int SPAWNED_COUNT = 9;
  static final int MAIN_COUNT = 4;
  static final long SLEEP_NANOS = 1_000_000;

  private final Launcher.Batch spawned;
  private final Counting[] tasks;
  private final Counting main = new Counting(MAIN_COUNT);
  private final Crew program;

  BookListing(Launcher launcher, int threads) {
    tasks = new Counting[threads];
    for (int i = 0; i < threads; i++) {
      tasks[i] = new Counting(SPAWNED_COUNT);
    }
    spawned = launcher.batch(threads);
    // A crew, because it abandons a main thread whose join never returns.
    program = new Crew(ThreadKind.PLATFORM, List.of(this::main));
  }

  private void main() throws Exception {
    spawned.start(tasks);
    main.run();
    spawned.await();
  }

  /// Runs the program once, on a platform thread, and returns how many numbers were counted.
  int run() throws InterruptedException {
    program.work();
    int counted = main.take();
    for (Counting task : tasks) {
      counted += task.take();
    }
    int all = MAIN_COUNT + SPAWNED_COUNT * tasks.length;
    if (counted != all) {
      throw new IllegalStateException("The threads counted " + counted + " of " + all);
    }
    return counted;
  }

  @Override
  public void close() throws InterruptedException {
    program.close();
  }

  private static final class Counting implements Runnable {
    private final int numbers;
    private int counted;

    Counting(int numbers) {
      this.numbers = numbers;
    }

    @Override
    public void run() {
      for (int i = 0; i < numbers; i++) {
        counted++;
        sleep();
      }
    }

    int take() {
      int taken = counted;
      counted = 0;
      return taken;
    }

    private static void sleep() {
      long start = System.nanoTime();
      long left = SLEEP_NANOS;
      while (left > 0) {
        LockSupport.parkNanos(left);
        left = SLEEP_NANOS - (System.nanoTime() - start);
      }
    }
  }
}
