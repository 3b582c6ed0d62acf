package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.UnitKind;

/// The contenders: ways to wait for a point in time.
public enum TimerKind {
  /// A thread for every sleeper, which parks until its time has come; or a coroutine, whose `delay`
  /// counts in milliseconds and rounds up.
  @Named(value = "sleeping threads", ofCoroutines = "Kotlin delay")
  SLEEPING_THREADS,
  /// Tasks in a scheduled executor, which keeps their times in a heap; its threads, one per
  /// processor, are of the given kind.
  SCHEDULED_EXECUTOR;

  /// Creates the sleepers, none of which sleeps yet.
  ///
  /// @throws dev.threadmill.recording.NotApplicable if there are none, or if that would be too many
  ///     threads
  Sleepers sleepers(UnitKind kind, int count) {
    if (kind != UnitKind.COROUTINE) {
      return sleepers(kind.threads(), count);
    }
    if (this != SLEEPING_THREADS) {
      throw UnitKind.notForCoroutines();
    }
    return new DelayedCoroutines(count);
  }

  /// Creates the sleepers, none of which sleeps yet.
  ///
  /// @throws dev.threadmill.recording.NotApplicable if that would be too many threads
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
