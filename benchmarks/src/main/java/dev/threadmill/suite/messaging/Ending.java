package dev.threadmill.suite.messaging;

import java.util.List;

/// An event that many threads wait for.
interface Ending {
  /// Waits for the end.
  ///
  /// @throws IllegalStateException if the wait ended for any other reason
  void await() throws InterruptedException;

  /// Ends it for all waiting threads.
  void end(List<Thread> waiters);
}
