package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Named;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.UnitKind;
import java.util.concurrent.ForkJoinPool;

/// The contenders: kinds of tree nodes, each with its way to pass a child's sum to the parent.
public enum TreeKind {
  /// A node is a thread; its parent joins it and reads its sum. Coroutines are started by `async`.
  @Named(value = "joined threads", ofCoroutines = "async and await")
  JOINED_THREADS,
  /// A node is a thread; it sends its sum to its parent's rendezvous channel.
  @Named(value = "channels", ofCoroutines = "Kotlin Channels")
  CHANNELS,
  /// A node is a task in a fork-join pool, whose workers run other nodes while they wait.
  FORK_JOIN;

  /// Creates a tree whose nodes are such units.
  ///
  /// @throws NotApplicable if there is none, or if that would be too many threads
  Tree plant(UnitKind kind, int leaves) {
    if (kind != UnitKind.COROUTINE) {
      return plant(kind.threads(), leaves);
    }
    return switch (this) {
      case JOINED_THREADS -> new AsyncTree();
      case CHANNELS -> new KotlinChannelTree();
      case FORK_JOIN -> throw UnitKind.notForCoroutines();
    };
  }

  /// Creates a tree whose nodes use the given kind of thread.
  ///
  /// @throws NotApplicable if there is none, or if that would be too many threads
  public Tree plant(ThreadKind kind, int leaves) {
    if (this == FORK_JOIN) {
      if (kind == ThreadKind.VIRTUAL) {
        throw new NotApplicable("The workers of a ForkJoinPool cannot be virtual threads");
      }
      return new ForkJoinTree(new ForkJoinPool(Runtime.getRuntime().availableProcessors()));
    }
    LaunchKind.requireRoom(kind, leaves);
    return this == CHANNELS ? new ChannelTree(kind) : new ThreadTree(kind);
  }
}
