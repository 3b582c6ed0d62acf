package dev.threadmill.suite.sharing;

import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.infra.Blackhole;

/// The contenders: ways to take two locks that cannot deadlock.
public enum LockPlanKind {
  /// The lower number first, for every thread.
  ORDERED,
  /// In the requested order; a thread that cannot get the second lock releases the first and
  /// retries later.
  TRY_AND_BACK_OFF,
  /// One lock for all.
  COARSE;

  public LockPlan open() {
    return switch (this) {
      case ORDERED -> new Ordered();
      case TRY_AND_BACK_OFF -> new TryAndBackOff();
      case COARSE -> new Coarse();
    };
  }

  private static final class Ordered implements LockPlan {
    @Override
    public void take(OwnedLock first, OwnedLock second) throws InterruptedException {
      boolean inOrder = first.number() < second.number();
      var lower = inOrder ? first : second;
      var upper = inOrder ? second : first;
      lower.lock();
      try {
        upper.lock();
      } catch (InterruptedException | RuntimeException e) {
        lower.unlock();
        throw e;
      }
    }

    @Override
    public void giveBack(OwnedLock first, OwnedLock second) {
      first.unlock();
      second.unlock();
    }
  }

  private static final class TryAndBackOff implements LockPlan {
    private static final long LEAST_TOKENS = 16;
    private static final long MOST_TOKENS = 1 << 12;

    private final LongAdder retreats = new LongAdder();

    @Override
    public void take(OwnedLock first, OwnedLock second) throws InterruptedException {
      // Each thread pauses differently, otherwise threads that collide once would collide
      // forever.
      long tokens = LEAST_TOKENS + Thread.currentThread().threadId() % LEAST_TOKENS;
      first.lock();
      while (!second.tryLock()) {
        first.unlock();
        retreats.increment();
        Blackhole.consumeCPU(tokens);
        Thread.yield(); // the owner may be waiting for this core
        tokens = Math.min(MOST_TOKENS, 2 * tokens);
        first.lock();
      }
    }

    @Override
    public void giveBack(OwnedLock first, OwnedLock second) {
      second.unlock();
      first.unlock();
    }

    @Override
    public long retreats() {
      return retreats.sum();
    }
  }

  private static final class Coarse implements LockPlan {
    // Wrapped like the locks of the other plans, otherwise the plans would differ by the cost
    // of the wrapper.
    private final OwnedLock all = new OwnedLock(new DeadlockWatch(), 0);

    @Override
    public void take(OwnedLock first, OwnedLock second) throws InterruptedException {
      all.lock();
    }

    @Override
    public void giveBack(OwnedLock first, OwnedLock second) {
      all.unlock();
    }
  }
}
