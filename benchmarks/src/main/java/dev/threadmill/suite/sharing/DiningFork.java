package dev.threadmill.suite.sharing;

import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A fork on the philosophers' table: a bare lock with a number, which tells who holds it and who
/// waits for it.
public final class DiningFork extends ReentrantLock {
  private static final long serialVersionUID = 1;

  private final int number;

  /// How often it was used, which the lock guards.
  long uses;

  DiningFork(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  @Nullable Thread holder() {
    return getOwner();
  }

  Collection<Thread> waiting() {
    return getQueuedThreads();
  }

  @Override
  public String toString() {
    return "fork " + number;
  }
}
