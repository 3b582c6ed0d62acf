package dev.threadmill.suite.sharing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Where contestants wait for each other, so that the first is not done before the last begins.
///
/// Where there is a core for each they wait awake for a while, since the one that is woken, or that
/// has given its core to another process, starts when the other is done. After that platform
/// threads yield, and virtual threads sleep: those that yield on every carrier keep the others from
/// coming.
final class StartingGate {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /// Some hundreds of microseconds, longer than it takes to wake a thread.
  private static final int SPINS = 10_000;

  private final int contestants;
  private final int spins;
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicReferenceArray<@Nullable Thread> asleep;
  private volatile int openings;

  StartingGate(int contestants) {
    this.contestants = contestants;
    spins = contestants <= Runtime.getRuntime().availableProcessors() ? SPINS : 0;
    asleep = new AtomicReferenceArray<>(contestants);
  }

  /// Waits until all are here. May be passed again and again.
  ///
  /// @throws IllegalStateException if somebody does not come
  void pass(int contestant) {
    int before = openings;
    if (Thread.currentThread().isVirtual()) {
      asleep.set(contestant, Thread.currentThread());
    }
    if (arrived.incrementAndGet() == contestants) {
      open(before + 1);
      return;
    }
    for (int i = 0; i < spins && openings == before; i++) {
      Thread.onSpinWait();
    }
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (openings == before) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(arrived + " of " + contestants + " came to the start");
      }
      if (Thread.currentThread().isVirtual()) {
        LockSupport.parkNanos(this, PATIENCE_NANOS);
      } else {
        Thread.yield();
      }
    }
  }

  private void open(int opening) {
    arrived.set(0);
    openings = opening; // releases the reset, too
    for (int i = 0; i < contestants; i++) {
      LockSupport.unpark(asleep.getPlain(i)); // of null does nothing
    }
  }
}
