package dev.threadmill.suite.context;

/// A way to pass a thread's values to the threads that it starts.
public interface HandDown {
  /// Starts a thread for every child, in which the child gets every value, and joins them all.
  ///
  /// Always called by the same thread.
  void startAndJoin(Child[] children) throws Exception;
}
