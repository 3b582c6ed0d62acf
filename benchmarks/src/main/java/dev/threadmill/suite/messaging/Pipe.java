package dev.threadmill.suite.messaging;

import org.jspecify.annotations.Nullable;

/// A way for messages from threads to threads, which every contender implements.
public interface Pipe {
  /// A producer's own way in; where a contender knows no such thing, the shared one.
  Inlet inlet();

  /// A consumer's own way out; where a contender knows no such thing, the shared one.
  Outlet outlet();

  /// Where a producer puts its messages.
  interface Inlet {
    void send(Message message) throws InterruptedException;
  }

  /// Where a consumer takes its messages.
  interface Outlet {
    Message receive() throws InterruptedException;
  }

  /// A pipe that can also be asked without waiting.
  interface Trying extends Pipe {
    /// Sends if there is room at once.
    boolean trySend(Message message) throws InterruptedException;

    /// The next message, or null if there is none just now.
    @Nullable Message tryReceive() throws InterruptedException;
  }
}
