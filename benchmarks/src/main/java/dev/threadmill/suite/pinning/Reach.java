package dev.threadmill.suite.pinning;

/// The threads that share a lock.
public enum Reach {
  /// Nobody: each thread has a lock of its own, so that only a kept carrier can hold others up.
  PRIVATE,
  /// All threads: they go one after another whatever becomes of the carriers, unless the lock is
  /// given up meanwhile, as by `Object.wait`.
  SHARED
}
