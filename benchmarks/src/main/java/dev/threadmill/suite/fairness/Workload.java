package dev.threadmill.suite.fairness;

import dev.threadmill.suite.Shares;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.infra.Blackhole;

/// Units of work that busy threads take one by one until none are left.
///
/// The number of units a thread got is its share of time.
class Workload {
  /// Some ten microseconds, compared with which taking a unit is negligible.
  private static final int TOKENS = 5_000;

  private final int units;
  private final AtomicInteger left = new AtomicInteger();
  private final long[] doneBy;

  Workload(int units, int workers) {
    this.units = units;
    doneBy = new long[workers];
  }

  /// Puts all units back; not to be called while a worker runs.
  void refill() {
    Arrays.fill(doneBy, 0);
    left.set(units);
  }

  boolean isExhausted() {
    return left.get() <= 0;
  }

  /// Works as one of the workers until no unit is left.
  void work(int worker, Courtesy courtesy) {
    int done = 0;
    while (take()) {
      Blackhole.consumeCPU(TOKENS);
      done++;
      courtesy.show();
    }
    doneBy[worker] = done;
  }

  /// Takes a unit; returns false if none is left.
  boolean take() {
    return left.getAndDecrement() > 0;
  }

  /// Returns the number of units that each worker did, as shares.
  ///
  /// @throws IllegalStateException if the numbers do not add up to all units
  Shares shares() {
    long done = Arrays.stream(doneBy).sum();
    if (done != units) {
      throw new IllegalStateException(done + " of " + units + " units of work were done");
    }
    return Shares.of(doneBy, 0);
  }
}
