package dev.threadmill.suite.proof;

import java.util.concurrent.locks.Lock;

/// An uncontended lock: takes it, counts, and releases it.
///
/// It is not a monitor, because the JIT may merge several `synchronized` blocks in a loop, and
/// then a hundred and two of them would not cost 2 % more than a hundred.
final class LockWork implements Work {
  private final Lock lock;
  private long counted;

  LockWork(Lock lock) {
    this.lock = lock;
  }

  @Override
  public void perform(int operations) {
    for (int i = 0; i < operations; i++) {
      lock.lock();
      try {
        counted++;
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public long done() {
    return counted;
  }
}
