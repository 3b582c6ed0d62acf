package dev.threadmill.suite.machine;

import java.time.Instant;

/// The clocks of the JVM.
public enum ClockKind {
  /// For spans.
  NANO_TIME,
  /// For dates; may jump.
  INSTANT;

  /// The time in nanoseconds since some point.
  long read() {
    if (this == NANO_TIME) {
      return System.nanoTime();
    }
    var now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  /// The least that two readings differ by if they differ, of so many.
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
