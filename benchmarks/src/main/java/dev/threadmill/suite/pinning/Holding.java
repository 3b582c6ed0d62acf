package dev.threadmill.suite.pinning;

import dev.threadmill.recording.Named;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// The contenders: what a thread holds while it blocks.
public enum Holding {
  /// Holds a `java.util.concurrent` lock, which the JVM does not know about.
  @Named("ReentrantLock")
  REENTRANT_LOCK(true) {
    @Override
    Errand errand(Tally tally, Blocker.Stay wait, int millis) {
      return () -> {
        tally.lock.lock();
        try {
          tally.count++;
          wait.block();
        } finally {
          tally.lock.unlock();
        }
      };
    }
  },
  /// Holds a monitor. Pins before JDK 24.
  SYNCHRONIZED(true) {
    @Override
    Errand errand(Tally tally, Blocker.Stay wait, int millis) {
      return () -> {
        synchronized (tally) {
          tally.count++;
          wait.block();
        }
      };
    }
  },
  /// Waits on a monitor, which releases that monitor and is its own way to block. Before JDK 24
  /// the carrier waits too, unseen by the flight recorder, and the JVM adds another in its
  /// place.
  @Named("Object.wait")
  OBJECT_WAIT(true) {
    @Override
    Errand errand(Tally tally, Blocker.Stay wait, int millis) {
      long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
      return () -> {
        long end = System.nanoTime() + nanos;
        synchronized (tally) {
          tally.count++;
          // Nobody notifies; the loop is for spurious wake-ups. A remainder too small for wait,
          // whose clock counts milliseconds and rounds up, is skipped.
          for (long left = nanos; left > nanos / 10; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(tally, left);
          }
        }
      };
    }
  },
  /// Runs a class initialiser called by the JVM, of a new class each time.
  CLASS_INITIALISER(false) {
    @Override
    Errand errand(Tally tally, Blocker.Stay wait, int millis) {
      return new InitialisingErrand(tally, wait);
    }
  },
  /// Runs in a callback from a C function. Needs a JDK with a foreign function interface.
  NATIVE_FRAME(false) {
    @Override
    Errand errand(Tally tally, Blocker.Stay wait, int millis) {
      return new CalledBackErrand(tally, wait);
    }
  },
  /// Holds nothing.
  NOTHING(false) {
    @Override
    Errand errand(Tally tally, Blocker.Stay wait, int millis) {
      return () -> {
        tally.count++;
        wait.block();
      };
    }
  };

  private final boolean locking;

  Holding(boolean locking) {
    this.locking = locking;
  }

  /// Whether there is a lock that threads can share.
  boolean isLocking() {
    return locking;
  }

  /// Whether only one thread at a time makes progress when they share a lock.
  boolean excludes() {
    return locking && this != OBJECT_WAIT;
  }

  /// Creates an errand on a tally that is its own or shared by all.
  ///
  /// @throws NotApplicable if this JDK does not support it
  abstract Errand errand(Tally tally, Blocker.Stay wait, int millis);

  Errand errand(Tally tally, Blocker blocker, int millis) throws IOException {
    var wait = blocker.open(millis);
    var errand = errand(tally, wait, millis);
    return new Errand() {
      @Override
      public void run() throws InterruptedException, IOException {
        errand.run();
      }

      @Override
      public void prepare() {
        errand.prepare();
      }

      @Override
      public void close() throws IOException {
        errand.close();
        wait.close();
      }
    };
  }
}
