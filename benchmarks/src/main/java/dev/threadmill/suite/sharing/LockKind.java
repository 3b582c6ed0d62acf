package dev.threadmill.suite.sharing;

/// The locks that are compared, each with a counter that it guards.
public enum LockKind {
  MUTEX,
  REENTRANT,
  SYNCHRONIZED,
  STAMPED;

  LockedCounter create() {
    return switch (this) {
      case MUTEX -> new LockedCounter.ByMutex();
      case REENTRANT -> new LockedCounter.ByReentrantLock();
      case SYNCHRONIZED -> new LockedCounter.BySynchronized();
      case STAMPED -> new LockedCounter.ByStampedLock();
    };
  }
}
