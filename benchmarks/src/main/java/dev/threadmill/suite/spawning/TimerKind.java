package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;

/// The contenders: what waits for a point in time.
public enum TimerKind {
  /// A thread for every sleeper, which parks until its time has come.
  SLEEPING_THREADS,
  /// Tasks of a scheduled executor, which keeps their times in a heap; its threads, one a
  /// processor, are of the given kind.
  SCHEDULED_EXECUTOR;

  /// The sleepers, of which none sleeps yet.
  ///
  /// @throws dev.threadmill.recording.NotApplicable if so many threads would be too many
  public Sleepers sleepers(ThreadKind kind, int count) {
    return switch (this) {
      case SLEEPING_THREADS -> {
        LaunchKind.requireRoom(kind, count);
        yield new SleepingThreads(kind, count);
      }
      case SCHEDULED_EXECUTOR -> new ScheduledSleepers(kind, count);
    };
  }
}
