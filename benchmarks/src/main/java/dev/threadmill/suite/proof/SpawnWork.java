package dev.threadmill.suite.proof;

import dev.threadmill.primitives.ThreadKind;

/// A spawn: starts a thread and waits for its end.
final class SpawnWork implements Work {
  private final ThreadKind kind;
  private final Runnable task = this::count;

  /// Written by each thread in turn: the end of one happens before the start of the next.
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
