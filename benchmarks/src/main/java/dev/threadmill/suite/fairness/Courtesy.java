package dev.threadmill.suite.fairness;

import dev.threadmill.recording.Named;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/// The contenders: what a busy thread does for others between two units of work.
public enum Courtesy {
  /// Nothing. The kernel preempts a platform thread; a virtual thread keeps its carrier.
  NONE {
    @Override
    Gesture gesture() {
      return () -> {};
    }
  },
  /// Yields its core or carrier to a waiting thread.
  @Named(value = "yield", ofCoroutines = "Kotlin yield")
  YIELD {
    @Override
    Gesture gesture() {
      return Thread::yield;
    }
  },
  /// Tells the processor that it is waiting, which frees only the other hardware thread of its
  /// core.
  SPIN_WAIT {
    @Override
    Gesture gesture() {
      return Thread::onSpinWait;
    }
  },
  /// Parks for the shortest time possible.
  PARK_NANOS {
    @Override
    Gesture gesture() {
      return () -> LockSupport.parkNanos(1);
    }
  },
  /// Sleeps for a millisecond.
  @Named(value = "sleep", ofCoroutines = "Kotlin delay")
  SLEEP {
    @Override
    Gesture gesture() {
      return () -> Thread.sleep(1);
    }
  },
  /// Sends a byte to a platform thread and blocks until it comes back.
  BLOCKING_READ {
    @Override
    Gesture gesture() throws IOException {
      return new Echo();
    }
  };

  abstract Gesture gesture() throws IOException;
}
