package dev.threadmill.suite.serving;

/// A backend that a request waits for, such as a database or another service.
interface Backend {
  /// Calls it, and returns when it has answered; the calling thread blocks until then.
  void call() throws InterruptedException;

  /// Calls it, and returns at once; `answered` runs later in another thread, or immediately in
  /// this one if there is nothing to wait for.
  void call(Runnable answered);
}
