package dev.threadmill.suite.machine;

import java.time.Instant;

/// The clocks of the JVM.
public enum ClockKind {
  /// `System.nanoTime`, for durations.
  NANO_TIME,
  /// `Instant.now`, for wall-clock time, which may jump.
  INSTANT;

  /// Returns the time in nanoseconds since an arbitrary origin.
  long read() {
    if (this == NANO_TIME) {
      return System.nanoTime();
    }
    var now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  /// Returns the smallest nonzero difference between consecutive readings, out of `readings`.
  long granularity(int readings) {
    long least = Long.MAX_VALUE;
    long last = read();
    for (int i = 0; i < readings; i++) {
      long now = read();
      if (now > last) {
        least = Math.min(least, now - last);
      }
      last = now;
    }
    if (least == Long.MAX_VALUE) {
      throw new IllegalStateException(this + " stood still for " + readings + " readings");
    }
    return least;
  }
}
