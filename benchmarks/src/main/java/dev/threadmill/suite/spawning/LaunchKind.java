package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Named;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.UnitKind;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/// The contenders: a thread per task, bare or wrapped, and pools that keep their threads.
public enum LaunchKind {
  /// Plain `Thread.start` and `Thread.join`; for coroutines `launch` and `join`.
  @Named(value = "bare thread", ofCoroutines = "coroutine")
  BARE_THREAD {
    @Override
    Launcher launcher(ThreadKind kind) {
      return new BareThreads(kind);
    }
  },
  /// This project's `spawn` and `JoinHandle.join`, which carry a value and a failure as Rust's do.
  SPAWN {
    @Override
    Launcher launcher(ThreadKind kind) {
      return new SpawnedThreads(kind);
    }
  },
  /// The executor that starts a thread for each task and returns a future.
  PER_TASK_EXECUTOR {
    @Override
    Launcher launcher(ThreadKind kind) {
      return new ExecutorLauncher(Executors.newThreadPerTaskExecutor(kind.builder().factory()));
    }
  },
  /// A pool that starts a thread when none is idle, which in a large batch also means one
  /// thread per task.
  CACHED_POOL {
    @Override
    Launcher launcher(ThreadKind kind) {
      return new ExecutorLauncher(Executors.newCachedThreadPool(kind.builder().factory()));
    }
  },
  /// A pool of as many threads as there are processors, which is what virtual threads get too.
  FIXED_POOL {
    @Override
    Launcher launcher(ThreadKind kind) {
      return new ExecutorLauncher(
          Executors.newFixedThreadPool(processors(), kind.builder().factory()));
    }
  },
  /// A work-stealing pool of one worker per processor, like the carriers of virtual threads.
  @Named("ForkJoinPool")
  FORK_JOIN_POOL {
    @Override
    Launcher launcher(ThreadKind kind) {
      if (kind == ThreadKind.VIRTUAL) {
        throw new NotApplicable("The workers of a ForkJoinPool cannot be virtual threads");
      }
      return new ExecutorLauncher(new ForkJoinPool(processors()));
    }
  };

  /// The maximum number of platform threads that a benchmark may have alive at once.
  ///
  /// Each takes an ID and two memory mappings, and a system commonly grants some ten thousand
  /// of either to all its processes together.
  public static final int MOST_PLATFORM_THREADS = 10_000;

  /// Opens a launcher for callers that start up to `atOnce` tasks at a time.
  ///
  /// @throws NotApplicable if there is none for these units or this number of them
  Launcher open(UnitKind kind, int atOnce) {
    if (kind != UnitKind.COROUTINE) {
      return open(kind.threads(), atOnce);
    }
    if (this != BARE_THREAD) {
      throw UnitKind.notForCoroutines();
    }
    return new LaunchedCoroutines();
  }

  /// Opens a launcher for callers that start up to `atOnce` tasks at a time.
  ///
  /// @throws NotApplicable if there is none for this kind or this number of threads
  public Launcher open(ThreadKind kind, int atOnce) {
    if (startsAThreadATask()) {
      requireRoom(kind, atOnce);
    }
    return launcher(kind);
  }

  /// @throws NotApplicable if that is too many threads of this kind
  static void requireRoom(ThreadKind kind, int threads) {
    if (kind == ThreadKind.PLATFORM && threads > MOST_PLATFORM_THREADS) {
      throw new NotApplicable(
          threads
              + " platform threads could be alive at once, more than the "
              + MOST_PLATFORM_THREADS
              + " that may be asked of any system");
    }
  }

  /// Whether a task never waits for another task's thread.
  public boolean startsAThreadATask() {
    return switch (this) {
      case BARE_THREAD, SPAWN, PER_TASK_EXECUTOR, CACHED_POOL -> true;
      case FIXED_POOL, FORK_JOIN_POOL -> false;
    };
  }

  abstract Launcher launcher(ThreadKind kind);

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }
}
