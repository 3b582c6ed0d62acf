package dev.threadmill.suite.fairness;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/// A thread that needs to run briefly every millisecond and records how long it is delayed.
///
/// Each delay counts from the intended time even if the probe is already late, so that one long
/// delay counts as all the turns it missed.
final class Probe {
  static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Workload work;
  private final LongConsumer delays;
  private long turns;

  Probe(Workload work, LongConsumer delays) {
    this.work = work;
    this.delays = delays;
  }

  /// Takes its turns from `start` on, until one falls into the time after all work is done.
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
      // A turn missed while there was work still counts, even if only this run got to it.
      last = work.isExhausted() && now - intended < PERIOD_NANOS;
      delays.accept(now - intended);
    } while (!last);
    turns = taken;
  }

  /// Returns the number of turns since the last call.
  long takeTurns() {
    long taken = turns;
    turns = 0;
    return taken;
  }
}
