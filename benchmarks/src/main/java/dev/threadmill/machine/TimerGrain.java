package dev.threadmill.machine;

import java.util.function.LongSupplier;

/// How fine the clock of the JVM is: what a look at it costs, and by how little it can move.
///
/// @param latencyNanos the mean time of one call
/// @param granularityNanos the smallest step ever seen
record TimerGrain(double latencyNanos, long granularityNanos) {
  private static final int CALLS = 100_000;

  /// Measures a clock that counts nanoseconds.
  static TimerGrain of(LongSupplier clock) {
    // The first pass is for the compiler.
    measure(clock);
    return measure(clock);
  }

  private static TimerGrain measure(LongSupplier clock) {
    long smallest = Long.MAX_VALUE;
    long start = clock.getAsLong();
    long last = start;
    for (int call = 0; call < CALLS; call++) {
      long now = clock.getAsLong();
      if (now > last && now - last < smallest) {
        smallest = now - last;
      }
      last = now;
    }
    // A clock that did not move at all is at least as coarse as the whole.
    return new TimerGrain(
        (double) (last - start) / CALLS, smallest == Long.MAX_VALUE ? Long.MAX_VALUE : smallest);
  }
}
