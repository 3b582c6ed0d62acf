package dev.threadmill.suite.proof;

import dev.threadmill.primitives.ThreadKind;

/// Starts a thread and waits for its end.
final class SpawnWork implements Work {
  private final ThreadKind kind;
  private final Runnable task = this::count;

  /// By each thread in turn: its end happens before the next one's start.
  private long counted;

  SpawnWork(ThreadKind kind) {
    this.kind = kind;
  }

  @Override
  public void perform(int operations) throws InterruptedException {
    for (int i = 0; i < operations; i++) {
      Thread thread = kind.newThread(task);
      thread.start();
      thread.join();
    }
  }

  private void count() {
    counted++;
  }

  @Override
  public long done() {
    return counted;
  }
}
