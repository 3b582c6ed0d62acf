package dev.threadmill.suite.spawning;

import org.openjdk.jmh.infra.Blackhole;

/// A task that works for a while, possibly deep in its stack, and counts its runs.
///
/// The count is a plain field: the end of the task makes it visible, or the launcher is wrong.
final class CountedTask implements Runnable {
  private final int tokens;
  private final int depth;
  private int runs;

  CountedTask(int tokens, int depth) {
    this.tokens = tokens;
    this.depth = depth;
  }

  @Override
  public void run() {
    if (descend(depth) == depth) {
      runs++;
    }
  }

  /// Works at the bottom of `left` further frames, and returns how many there were.
  private int descend(int left) {
    if (left == 0) {
      Blackhole.consumeCPU(tokens);
      return 0;
    }
    return 1 + descend(left - 1); // no loop, though the JIT may merge two calls into one frame
  }

  int runs() {
    return runs;
  }
}
