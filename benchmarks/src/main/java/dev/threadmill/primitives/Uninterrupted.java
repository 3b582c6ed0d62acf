package dev.threadmill.primitives;

/// Waits that an interrupt does not end, because Rust knows no interruption.
final class Uninterrupted {
  private Uninterrupted() {}

  /// Repeats `wait` until it returns by itself, and leaves the interrupt flag as it came.
  static void await(Wait wait) {
    var interrupted = false;
    try {
      while (true) {
        try {
          wait.await();
          return;
        } catch (InterruptedException noticed) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// A wait that ends early when its thread is interrupted.
  @FunctionalInterface
  interface Wait {
    void await() throws InterruptedException;
  }
}
