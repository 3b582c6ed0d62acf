package dev.threadmill.suite.messaging;

import org.jspecify.annotations.Nullable;

/// A channel for messages between threads, implemented by every contender.
public interface Pipe {
  /// Returns a producer's own inlet, or a shared one if the contender has no separate inlets.
  Inlet inlet();

  /// Returns a consumer's own outlet, or a shared one if the contender has no separate outlets.
  Outlet outlet();

  /// The end that a producer sends into.
  interface Inlet {
    void send(Message message) throws InterruptedException;
  }

  /// The end that a consumer receives from.
  interface Outlet {
    Message receive() throws InterruptedException;
  }

  /// A pipe that also has non-blocking operations.
  interface Trying extends Pipe {
    /// Sends if there is room at once.
    boolean trySend(Message message) throws InterruptedException;

    /// Returns the next message, or null if there is none yet.
    @Nullable Message tryReceive() throws InterruptedException;
  }
}
