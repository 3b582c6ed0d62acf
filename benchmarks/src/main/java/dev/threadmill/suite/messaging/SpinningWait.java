package dev.threadmill.suite.messaging;

import java.util.concurrent.locks.LockSupport;

/// The wait of a thread that nobody wakes. It polls a hundred times without a pause, a hundred
/// times with a yield between, and from then on with a short sleep between.
///
/// This is the Disruptor's own sleeping strategy. Its yielding strategy, without the rest, has no
/// end on virtual threads: the scheduler may run those that yield in turn for ever, while the one
/// that they wait for stands in another of its queues.
final class SpinningWait {
  /// Looks before the first rest.
  static final int LOOKS = 200;

  /// What the JDK is asked for; how long it takes is up to the system's timer.
  static final long REST_NANOS = 100;

  private static final int LOOKS_AT_ONCE = 100;

  private SpinningWait() {}

  /// To be called after each look in vain.
  ///
  /// @param looks how often this wait has looked before
  /// @return the same, one more
  static int pause(int looks) {
    if (looks < LOOKS_AT_ONCE) {
      Thread.onSpinWait();
    } else if (looks < LOOKS) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(REST_NANOS);
      return looks;
    }
    return looks + 1;
  }
}
