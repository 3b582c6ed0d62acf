package dev.threadmill.suite.messaging;

import java.util.List;

/// Something that many threads wait on until somebody ends it.
interface Ending {
  /// Waits, and returns because of the end.
  ///
  /// @throws IllegalStateException if the wait ended for any other reason
  void await() throws InterruptedException;

  /// Ends it, for all the threads that wait.
  void end(List<Thread> waiters);
}
