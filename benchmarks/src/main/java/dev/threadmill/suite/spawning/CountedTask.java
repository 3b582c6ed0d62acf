package dev.threadmill.suite.spawning;

import org.openjdk.jmh.infra.Blackhole;

/// A task that works for a while and counts its runs.
///
/// The count is a plain field: the end of the task makes it visible, or the launcher is wrong.
final class CountedTask implements Runnable {
  private final int tokens;
  private int runs;

  CountedTask(int tokens) {
    this.tokens = tokens;
  }

  @Override
  public void run() {
    Blackhole.consumeCPU(tokens);
    runs++;
  }

  int runs() {
    return runs;
  }
}
