package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;
import java.util.concurrent.ForkJoinPool;

/// The contenders: what a node of the tree is, and how a child's sum comes to its parent.
public enum TreeKind {
  /// A node is a thread; its parent joins it and reads its sum.
  JOINED_THREADS,
  /// A node is a thread; it sends its sum to its parent's channel, which has no room.
  CHANNELS,
  /// A node is a task of a fork-join pool, whose workers run other nodes while they wait.
  FORK_JOIN;

  /// A tree of nodes of the given kind of thread.
  ///
  /// @throws NotApplicable if there is none, or so many such threads would be too many
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
