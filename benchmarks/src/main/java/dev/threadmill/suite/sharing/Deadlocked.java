package dev.threadmill.suite.sharing;

/// The exception for a deadlock, which names the threads that wait for each other and the
/// locks.
public final class Deadlocked extends RuntimeException {
  private static final long serialVersionUID = 1;

  Deadlocked(String circle) {
    super(circle);
  }
}
