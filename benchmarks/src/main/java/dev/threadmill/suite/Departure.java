package dev.threadmill.suite;

import java.time.Duration;

/// A bounded wait for the end of threads that have nothing left to do.
public final class Departure {
  /// Far longer than a thread needs to return.
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private Departure() {}

  /// Waits until all of them have ended.
  ///
  /// @throws IllegalStateException if one does not end
  public static void await(Iterable<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      await(thread, LIMIT);
    }
  }

  static void await(Thread thread, Duration limit) throws InterruptedException {
    if (!thread.join(limit)) {
      var stuck = new IllegalStateException(thread + " was let go and does not end");
      stuck.addSuppressed(whereItStands(thread));
      throw stuck;
    }
  }

  /// Returns the stack of a thread, to be shown with a failure.
  static Throwable whereItStands(Thread thread) {
    var stack = new Throwable(thread.toString());
    stack.setStackTrace(thread.getStackTrace());
    return stack;
  }
}
