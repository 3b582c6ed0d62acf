package dev.threadmill.suite.fairness;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/// A thread that wants to run for a moment, every millisecond, and notes how late it is let.
///
/// Each delay counts from the time that was intended, also when the probe is late already, so that
/// being held up once for long counts as all the turns that were missed.
final class Probe {
  static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Workload work;
  private final LongConsumer delays;
  private long turns;

  Probe(Workload work, LongConsumer delays) {
    this.work = work;
    this.delays = delays;
  }

  /// Takes its turns from `start` on, until one falls into the time when all work is done.
  void run(long start) {
    long taken = 0;
    boolean last;
    do {
      taken++;
      long intended = start + taken * PERIOD_NANOS;
      long now = System.nanoTime();
      while (now - intended < 0) {
        LockSupport.parkNanos(this, intended - now);
        now = System.nanoTime();
      }
      // A turn that was missed while there was work still counts, if only this run got to it.
      last = work.isExhausted() && now - intended < PERIOD_NANOS;
      delays.accept(now - intended);
    } while (!last);
    turns = taken;
  }

  /// How many turns there were since this was last asked.
  long takeTurns() {
    long taken = turns;
    turns = 0;
    return taken;
  }
}
