package dev.threadmill.suite.sharing;

/// Says which threads wait for each other, and for which locks.
public final class Deadlocked extends RuntimeException {
  private static final long serialVersionUID = 1;

  Deadlocked(String circle) {
    super(circle);
  }
}
