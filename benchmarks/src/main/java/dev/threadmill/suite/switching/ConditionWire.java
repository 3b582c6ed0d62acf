package dev.threadmill.suite.switching;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A wire whose receiver waits on a lock's condition.
final class ConditionWire implements Wire {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private @Nullable Baton sent;

  @Override
  public void send(Baton baton) {
    lock.lock();
    try {
      sent = baton;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Baton receive() throws InterruptedException {
    lock.lock();
    try {
      Baton baton;
      while ((baton = sent) == null) {
        arrived.await();
      }
      sent = null;
      return baton;
    } finally {
      lock.unlock();
    }
  }
}
