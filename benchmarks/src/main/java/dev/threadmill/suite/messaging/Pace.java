package dev.threadmill.suite.messaging;

import dev.threadmill.suite.Schedule;

/// The pace of a round: when each message is due, and how its producer waits for that time.
interface Pace {
  /// Returns the intended send of a message, on the clock of `System.nanoTime`.
  long due(long message);

  /// Waits until a message is due.
  ///
  /// @return how often it paused
  int await(long message);

  /// Returns the pace of a schedule. Producers stay awake through short waits only where every
  /// thread has a CPU: elsewhere they would keep the consumer from running.
  static Pace of(Schedule schedule, int threads) {
    boolean awake = threads <= Runtime.getRuntime().availableProcessors();
    return new Pace() {
      @Override
      public long due(long message) {
        return schedule.due(message);
      }

      @Override
      public int await(long message) {
        return schedule.await(message, awake);
      }
    };
  }
}
