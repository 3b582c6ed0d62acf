package dev.threadmill.primitives;

/// Waits that an interrupt does not end, because Rust has no interruption.
final class Uninterrupted {
  private Uninterrupted() {}

  /// Repeats `wait` until it returns normally, and restores the interrupt flag.
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
