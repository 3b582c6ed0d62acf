package dev.threadmill.suite.sharing;

import dev.threadmill.recording.Named;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.infra.Blackhole;

/// The contenders: ways to take two locks, of which all but the last cannot deadlock.
public enum LockPlanKind {
  /// The lower number first, for every thread.
  @Named("lock order")
  ORDERED,
  /// The right fork first; a thread that cannot get the left one puts it back and retries later.
  TRY_AND_BACK_OFF,
  /// One lock for the whole table.
  @Named("one lock for all")
  COARSE,
  /// The right fork first, a moment later the left one: deadlocks once every thread holds one.
  @Named("no order")
  NAIVE;

  public LockPlan open() {
    return switch (this) {
      case ORDERED -> new Ordered();
      case TRY_AND_BACK_OFF -> new TryAndBackOff();
      case COARSE -> new Coarse();
      case NAIVE -> new Naive();
    };
  }

  private static final class Ordered implements LockPlan {
    @Override
    public void take(DiningFork first, DiningFork second) {
      boolean inOrder = first.number() < second.number();
      (inOrder ? first : second).lock();
      (inOrder ? second : first).lock();
    }

    @Override
    public void giveBack(DiningFork first, DiningFork second) {
      first.unlock();
      second.unlock();
    }
  }

  private static final class TryAndBackOff implements LockPlan {
    private static final long LEAST_TOKENS = 16;
    private static final long MOST_TOKENS = 1 << 12;

    private final LongAdder retreats = new LongAdder();

    @Override
    public void take(DiningFork first, DiningFork second) {
      // Each thread pauses differently, otherwise threads that collide once would collide
      // forever.
      long tokens = LEAST_TOKENS + Thread.currentThread().threadId() % LEAST_TOKENS;
      first.lock();
      while (!second.tryLock()) {
        first.unlock();
        retreats.increment();
        Blackhole.consumeCPU(tokens);
        Thread.yield(); // the holder may be waiting for this core
        tokens = Math.min(MOST_TOKENS, 2 * tokens);
        first.lock();
      }
    }

    @Override
    public void giveBack(DiningFork first, DiningFork second) {
      second.unlock();
      first.unlock();
    }

    @Override
    public long retreats() {
      return retreats.sum();
    }
  }

  private static final class Coarse implements LockPlan {
    private final ReentrantLock all = new ReentrantLock();

    @Override
    public void take(DiningFork first, DiningFork second) {
      all.lock();
    }

    @Override
    public void giveBack(DiningFork first, DiningFork second) {
      all.unlock();
    }
  }

  private static final class Naive implements LockPlan {
    // By interruptible waits, or nobody could end the deadlock.
    @Override
    public void take(DiningFork first, DiningFork second) throws InterruptedException {
      first.lockInterruptibly();
      try {
        Thread.yield(); // as if preempted here, which with short meals takes millions of them
        second.lockInterruptibly();
      } catch (InterruptedException e) {
        first.unlock();
        throw e;
      }
    }

    @Override
    public void giveBack(DiningFork first, DiningFork second) {
      second.unlock();
      first.unlock();
    }
  }
}
