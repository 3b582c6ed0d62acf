package dev.threadmill.suite.spawning;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A set of sleepers, each of which wakes at its own time and records when it did.
public abstract class Sleepers implements AutoCloseable {
  private static final long LIMIT_SECONDS = 40;
  private static final int ATTEMPTS = 6;

  private final long[] due;
  private final long[] woke;
  private long leadNanos;
  private volatile CountDownLatch asleep = new CountDownLatch(0);
  private volatile CountDownLatch awake = new CountDownLatch(0);

  Sleepers(int count) {
    due = new long[count];
    woke = new long[count];
    leadNanos = TimeUnit.MILLISECONDS.toNanos(50) + count * 10_000L;
  }

  public final int count() {
    return due.length;
  }

  /// Sends all to sleep until times spread evenly over `spreadNanos`, and returns the first of
  /// these times while all are still asleep.
  ///
  /// @throws IllegalStateException if this machine cannot send that many to sleep within
  ///     seconds
  public final long sleep(long spreadNanos) throws InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long start = System.nanoTime();
      long first = start + leadNanos;
      for (int i = 0; i < due.length; i++) {
        due[i] = first + spreadNanos * i / due.length;
        woke[i] = 0;
      }
      asleep = new CountDownLatch(count());
      awake = new CountDownLatch(count());
      begin();
      boolean all = asleep.await(LIMIT_SECONDS, TimeUnit.SECONDS);
      long needed = System.nanoTime() - start;
      if (all && needed < leadNanos) {
        return first;
      }
      awaitAll(); // some had no time to sleep: from now on all get more
      leadNanos = 2 * Math.max(leadNanos, needed);
    }
    throw new IllegalStateException(
        "In " + leadNanos / 2_000_000 + " ms not all " + count() + " sleepers had gone to sleep");
  }

  /// Waits until all have woken.
  public final void awaitAll() throws InterruptedException {
    if (!awake.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          awake.getCount() + " of " + count() + " sleepers still slept after their time");
    }
  }

  /// Returns how late a sleeper woke.
  ///
  /// @throws IllegalStateException if it did not sleep until its time
  public final long lateNanos(int sleeper) {
    long late = woke[sleeper] - due[sleeper];
    if (woke[sleeper] == 0 || late < 0) {
      throw new IllegalStateException(
          "Sleeper " + sleeper + " did not wake, or " + -late + " early");
    }
    return late;
  }

  /// Makes every sleeper call [#goesToSleep], wait until it is [#due], and call [#wakes].
  abstract void begin();

  @Override
  public void close() throws InterruptedException {}

  final long due(int sleeper) {
    return due[sleeper];
  }

  final void goesToSleep() {
    asleep.countDown();
  }

  final void wakes(int sleeper) {
    woke[sleeper] = System.nanoTime();
    awake.countDown();
  }
}
