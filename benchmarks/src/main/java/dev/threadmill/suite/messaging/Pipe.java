package dev.threadmill.suite.messaging;

/// What the contenders have in common: a way for messages from many threads to one.
public interface Pipe {
  /// A producer's own way in; where a contender knows no such thing, the shared one.
  Inlet inlet();

  Message receive() throws InterruptedException;

  /// Where a producer puts its messages.
  interface Inlet {
    void send(Message message) throws InterruptedException;
  }

  /// Made before the clock runs, so that the pipe and not the allocator is measured.
  record Message(long number) {}
}
