package dev.threadmill.suite.fairness;

import dev.threadmill.suite.Shares;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.infra.Blackhole;

/// Units of work that busy threads take one by one until there are none left.
///
/// How many of them each has got is the share of time that it was given.
class Workload {
  /// Some ten microseconds, beside which the taking of a unit does not count.
  private static final int TOKENS = 5_000;

  private final int units;
  private final AtomicInteger left = new AtomicInteger();
  private final long[] doneBy;

  Workload(int units, int workers) {
    this.units = units;
    doneBy = new long[workers];
  }

  /// Puts all units back; not while somebody works.
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

  /// Takes a unit, if there is one.
  boolean take() {
    return left.getAndDecrement() > 0;
  }

  /// How many units each worker did.
  ///
  /// @throws IllegalStateException if they do not add up to all units
  Shares shares() {
    long done = Arrays.stream(doneBy).sum();
    if (done != units) {
      throw new IllegalStateException(done + " of " + units + " units of work were done");
    }
    return Shares.of(doneBy, 0);
  }
}
