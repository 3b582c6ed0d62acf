package dev.threadmill.suite.fairness;

import java.util.concurrent.locks.LockSupport;

/// The contenders: what a busy thread does for others between two units of its work.
public enum Courtesy {
  /// Nothing. A platform thread is interrupted by the system; a virtual one goes on to its end.
  NONE {
    @Override
    void show() {}
  },
  /// Offers its core or carrier to a thread that waits for it.
  YIELD {
    @Override
    void show() {
      Thread.yield();
    }
  },
  /// Sleeps as shortly as it can.
  PARK_NANOS {
    @Override
    void show() {
      LockSupport.parkNanos(1);
    }
  },
  /// Tells the processor that it waits, which frees nothing but the other half of its core.
  SPIN_WAIT {
    @Override
    void show() {
      Thread.onSpinWait();
    }
  };

  abstract void show();
}
