package dev.threadmill.suite;

import java.util.concurrent.locks.LockSupport;

/// The intended start times of an open loop's operations, whatever happened to earlier ones.
///
/// Latency measured from the intended start includes the wait of an operation that could not
/// start in time. Measured from the actual start, it would omit exactly the moments when the
/// subject was slow.
///
/// @param startNanos the intended start of the first operation, on the clock of `System.nanoTime`
/// @param intervalNanos the mean interval between starts; 0 to start all at once
/// @param burst the number of consecutive operations that start together
public record Schedule(long startNanos, double intervalNanos, int burst) {
  // A parked platform thread wakes some tens of microseconds late, so the last part is spent
  // yielding.
  private static final long WAKING_NANOS = 150_000;
  private static final long SPIN_NANOS = 2_000;

  public Schedule {
    if (burst < 1 || intervalNanos < 0) {
      throw new IllegalArgumentException("A burst has one operation or more, one after the other.");
    }
  }

  /// Returns the intended start of an operation.
  public long due(long operation) {
    return startNanos + (long) ((operation - operation % burst) * intervalNanos);
  }

  /// Waits until an operation is due; returns at once if that time has passed.
  public void await(long operation) {
    long due = due(operation);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (left > 2 * WAKING_NANOS) {
        LockSupport.parkNanos(left - WAKING_NANOS);
      } else if (left > SPIN_NANOS) {
        Thread.yield(); // also lets virtual threads on the same carrier run
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
