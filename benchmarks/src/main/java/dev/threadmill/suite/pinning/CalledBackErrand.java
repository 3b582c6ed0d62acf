package dev.threadmill.suite.pinning;

import org.jspecify.annotations.Nullable;

/// An errand below a C frame: the C library sorts two numbers and calls back to compare them.
final class CalledBackErrand implements Errand {
  private final Tally tally;
  private final Blocker.Stay wait;
  private final NativeSort sort;
  private boolean blocked;
  private @Nullable Throwable failure;

  CalledBackErrand(Tally tally, Blocker.Stay wait) {
    this.tally = tally;
    this.wait = wait;
    sort = new NativeSort(this::block);
  }

  @Override
  public void run() {
    blocked = false;
    sort.sort();
    if (failure != null) {
      throw new IllegalStateException("The callback failed", failure);
    }
    if (!blocked) {
      throw new IllegalStateException("C did not call back");
    }
  }

  /// Runs the errand once; C may call this more than once. No exception may propagate through
  /// its frame.
  private void block() {
    if (blocked) {
      return;
    }
    blocked = true;
    tally.count++;
    try {
      wait.block();
    } catch (Throwable e) {
      failure = e;
    }
  }
}
