package dev.threadmill.machine;

import java.util.function.LongSupplier;

/// The grain of the JVM's clock: what reading it costs, and its smallest step.
///
/// @param latencyNanos the mean time of one call
/// @param granularityNanos the smallest step ever seen; the largest number if it never moved, since
///     such a clock is at least as coarse as the whole
public record TimerGrain(double latencyNanos, long granularityNanos) {
  /// Times a clock that counts nanoseconds, by that many calls.
  public static TimerGrain of(LongSupplier clock, int calls) {
    long smallest = Long.MAX_VALUE;
    long start = clock.getAsLong();
    long last = start;
    for (int call = 0; call < calls; call++) {
      long now = clock.getAsLong();
      if (now > last && now - last < smallest) {
        smallest = now - last;
      }
      last = now;
    }
    return new TimerGrain((double) (last - start) / calls, smallest);
  }

  /// The grain of the clock that measures time here.
  static TimerGrain ofThisJvm() {
    int calls = 100_000;
    // The first pass is for the compiler.
    of(System::nanoTime, calls);
    return of(System::nanoTime, calls);
  }
}
