package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Named;
import dev.threadmill.recording.NotApplicable;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/// The contenders: a thread a task, bare or wrapped, and pools that keep their threads.
public enum LaunchKind {
  /// `Thread.start` and `Thread.join`, and nothing around them.
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
  /// The executor that starts a thread for each task, and gives a future.
  PER_TASK_EXECUTOR {
    @Override
    Launcher launcher(ThreadKind kind) {
      return new ExecutorLauncher(Executors.newThreadPerTaskExecutor(kind.builder().factory()));
    }
  },
  /// A pool that starts a thread when none is idle; in a large batch that is a thread a task too.
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
  /// A pool of as many workers that take tasks from each other, as the carriers of virtual
  /// threads do.
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

  /// How many platform threads a benchmark may have alive at once.
  ///
  /// Each takes an id and two mappings of memory, and of either a system commonly grants some ten
  /// thousands to all its processes together.
  public static final int MOST_PLATFORM_THREADS = 10_000;

  /// A launcher for callers that have up to `atOnce` tasks started at a time.
  ///
  /// @throws NotApplicable if there is none for this kind of thread, or for so many of them
  public Launcher open(ThreadKind kind, int atOnce) {
    if (startsAThreadATask()) {
      requireRoom(kind, atOnce);
    }
    return launcher(kind);
  }

  /// @throws NotApplicable if so many threads of this kind are too many
  static void requireRoom(ThreadKind kind, int threads) {
    if (kind == ThreadKind.PLATFORM && threads > MOST_PLATFORM_THREADS) {
      throw new NotApplicable(
          threads
              + " platform threads could be alive at once, more than the "
              + MOST_PLATFORM_THREADS
              + " that may be asked of any system");
    }
  }

  /// Whether a task never waits for another to leave its thread.
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
