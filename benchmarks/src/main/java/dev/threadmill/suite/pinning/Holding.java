package dev.threadmill.suite.pinning;

import dev.threadmill.recording.Named;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// What a thread holds while it blocks.
public enum Holding {
  /// Holds a lock of `java.util.concurrent`, of which the JVM knows nothing.
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
  /// Waits on a monitor, which gives that monitor up and is its own way to block. Before JDK 24
  /// the carrier waits too, unseen by the flight recorder, and the JVM adds another in its place.
  @Named("Object.wait")
  OBJECT_WAIT(true) {
    @Override
    Errand errand(Tally tally, Blocker.Stay wait, int millis) {
      long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
      return () -> {
        long end = System.nanoTime() + nanos;
        synchronized (tally) {
          tally.count++;
          // Nobody notifies; the loop is for wake-ups without a reason. A rest too small for the
          // clock of wait, which counts milliseconds and rounds up, is let go.
          for (long left = nanos; left > nanos / 10; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(tally, left);
          }
        }
      };
    }
  },
  /// Runs the initialiser of a class, a new one each time, which the JVM called.
  CLASS_INITIALISER(false) {
    @Override
    Errand errand(Tally tally, Blocker.Stay wait, int millis) {
      return new InitialisingErrand(tally, wait);
    }
  },
  /// Was called back by a C function. Needs a JDK with a foreign function interface.
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

  /// Whether there is a lock that threads could share.
  boolean isLocking() {
    return locking;
  }

  /// Whether one thread at a time gets on when they share a lock.
  boolean excludes() {
    return locking && this != OBJECT_WAIT;
  }

  /// An errand on a tally, which belongs to it alone or is shared by all.
  ///
  /// @throws NotApplicable if this JDK has no such thing
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
