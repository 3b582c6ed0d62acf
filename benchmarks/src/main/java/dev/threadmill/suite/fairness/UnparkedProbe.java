package dev.threadmill.suite.fairness;

import dev.threadmill.primitives.ThreadKind;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A probe that is parked until another thread unparks it.
class UnparkedProbe extends WaitingProbe {
  private volatile Thread thread = Thread.currentThread();

  UnparkedProbe(ThreadKind kind) {
    super(kind);
  }

  UnparkedProbe(ThreadKind kind, Duration limit) {
    super(kind, limit);
  }

  @Override
  void ask(Window window) {
    Waking.ring(window, turn -> wake());
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  @Override
  void await(Window window, int turn) {
    thread = Thread.currentThread();
    while (!window.isAsked(turn)) {
      LockSupport.park(this);
    }
  }
}
