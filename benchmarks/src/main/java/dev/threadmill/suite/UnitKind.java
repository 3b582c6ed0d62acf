package dev.threadmill.suite;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;

/// The units that run side by side in a benchmark: threads of either kind, or Kotlin's coroutines.
public enum UnitKind {
  /// A kernel thread.
  PLATFORM,
  /// A thread of the JDK's scheduler, which unmounts from its carrier while it waits.
  VIRTUAL,
  /// A coroutine of kotlinx on `Dispatchers.Default`, with a worker thread for each CPU. It
  /// suspends where a thread blocks, so a contender is one that kotlinx has, or one that never
  /// blocks.
  COROUTINE;

  public static UnitKind of(ThreadKind threads) {
    return switch (threads) {
      case PLATFORM -> PLATFORM;
      case VIRTUAL -> VIRTUAL;
    };
  }

  /// Returns the kind of thread, for a contender that has no form for coroutines.
  ///
  /// @throws NotApplicable if these are no threads
  public ThreadKind threads() {
    return switch (this) {
      case PLATFORM -> ThreadKind.PLATFORM;
      case VIRTUAL -> ThreadKind.VIRTUAL;
      case COROUTINE -> throw notForCoroutines();
    };
  }

  /// Says that a contender is for threads only.
  public static NotApplicable notForCoroutines() {
    return new NotApplicable("It is made for threads: kotlinx has no form of it that suspends");
  }
}
