package dev.threadmill.suite.pinning;

import java.util.concurrent.locks.ReentrantLock;

/// The lock that an errand holds while it blocks, and the plain count that it increments
/// meanwhile.
final class Tally {
  final ReentrantLock lock = new ReentrantLock();

  /// Guarded by whatever the errand holds: this object's monitor, or its lock.
  long count;
}
