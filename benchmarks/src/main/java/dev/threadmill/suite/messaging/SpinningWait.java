package dev.threadmill.suite.messaging;

import java.util.concurrent.locks.LockSupport;

/// The wait of a thread that nobody wakes: a hundred polls without a pause, a hundred with a
/// yield between them, and from then on polls with a short sleep between them.
///
/// This is the Disruptor's own sleeping strategy. Its yielding strategy, which never sleeps,
/// may not terminate on virtual threads: the scheduler may run the yielding threads in turn
/// forever, while the one that they wait for is in another of its queues.
final class SpinningWait {
  /// Polls before the first sleep.
  static final int LOOKS = 200;

  /// The requested sleep; its actual length depends on the system's timer.
  static final long REST_NANOS = 100;

  private static final int LOOKS_AT_ONCE = 100;

  private SpinningWait() {}

  /// Pauses after an unsuccessful poll.
  ///
  /// @param looks the number of polls in this wait so far
  /// @return that number plus one
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
