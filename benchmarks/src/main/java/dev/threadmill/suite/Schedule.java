package dev.threadmill.suite;

import java.util.concurrent.locks.LockSupport;

/// The intended start times of an open loop's operations, whatever happened to earlier ones.
///
/// Latency measured from the intended start includes the wait of an operation that could not
/// start in time. Measured from the actual start, it would omit exactly the moments when the
/// subject was slow.
///
/// @param startNanos the intended start of the first operation, on the clock of
///     `System.nanoTime`
/// @param intervalNanos the mean interval between starts; 0 to start all at once
/// @param burst the number of consecutive operations that start together
public record Schedule(long startNanos, double intervalNanos, int burst) {
  /// The longest wait that a thread may spend awake: several times as long as the system's
  /// timer is usually late.
  private static final long LONGEST_AWAKE_NANOS = 200_000;

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
  ///
  /// A thread that sleeps is woken by the system's timer, on Linux some tens of microseconds
  /// late. One that stays awake is on time, but takes a CPU. It yields to whoever waits for
  /// that: it may be the thread that it has just woken.
  ///
  /// @param awake whether to stay awake through short waits
  /// @return how often it yielded or went to sleep
  public int await(long operation, boolean awake) {
    long due = due(operation);
    int pauses = 0;
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (awake && left <= LONGEST_AWAKE_NANOS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(left);
      }
      pauses++;
    }
    return pauses;
  }
}
