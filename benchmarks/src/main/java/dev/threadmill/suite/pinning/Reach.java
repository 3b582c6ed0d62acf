package dev.threadmill.suite.pinning;

/// The set of threads that share a lock.
public enum Reach {
  /// None: each thread has its own lock, so only a pinned carrier can delay others.
  PRIVATE,
  /// All threads: they run one after another whatever happens to the carriers, unless waiting
  /// releases the lock, as in `Object.wait`.
  SHARED
}
