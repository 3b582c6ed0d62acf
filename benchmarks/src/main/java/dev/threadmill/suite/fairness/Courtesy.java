package dev.threadmill.suite.fairness;

import java.util.concurrent.locks.LockSupport;

/// The contenders: what a busy thread does for others between two units of work.
public enum Courtesy {
  /// Does nothing: the kernel preempts a platform thread, a virtual one runs to its end.
  NONE {
    @Override
    void show() {}
  },
  /// Yields its core or carrier to a waiting thread.
  YIELD {
    @Override
    void show() {
      Thread.yield();
    }
  },
  /// Sleeps for the shortest time possible.
  PARK_NANOS {
    @Override
    void show() {
      LockSupport.parkNanos(1);
    }
  },
  /// Tells the processor that it is waiting, which frees only the other hardware thread of its
  /// core.
  SPIN_WAIT {
    @Override
    void show() {
      Thread.onSpinWait();
    }
  };

  abstract void show();
}
