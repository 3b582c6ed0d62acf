package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;
import java.util.concurrent.ForkJoinPool;

/// The contenders: kinds of tree nodes, each with its way to pass a child's sum to the parent.
public enum TreeKind {
  /// A node is a thread; its parent joins it and reads its sum.
  JOINED_THREADS,
  /// A node is a thread; it sends its sum to its parent's rendezvous channel.
  CHANNELS,
  /// A node is a task in a fork-join pool, whose workers run other nodes while they wait.
  FORK_JOIN;

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
