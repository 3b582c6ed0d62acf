package dev.threadmill.primitives;

/// A queue with two ends, each of which learns when the other is gone: Rust's
/// `std::sync::mpsc`.
///
/// Any number of senders, made with [Sender#copy], feed one receiver. After the last sender is
/// closed, the receiver still gets every message that was sent, and only then [Disconnected].
/// After the receiver is closed, every send fails and returns its message, including a send
/// that was already waiting for room.
///
/// ```java
/// var channel = Channel.<String>bounded(16);
/// try (var sender = channel.sender()) {
///   sender.send("hello");
/// }
/// for (String message : channel.receiver()) { ... }   // ends when all senders are closed
/// ```
///
/// @param sender the first of the sending ends
/// @param receiver the one receiving end
public record Channel<T>(Sender<T> sender, Receiver<T> receiver) {

  /// Creates a channel whose sends never wait: Rust's `channel()`.
  ///
  /// Nothing slows a sender down: a loop of sends on the only carrier of virtual threads never
  /// lets its receiver run, and messages pile up until memory ends. Then a send throws
  /// OutOfMemoryError and leaves the channel as it was, where Rust aborts the process.
  public static <T> Channel<T> unbounded() {
    return of(new BufferedChannel.Unbounded<>());
  }

  /// Creates a channel that holds up to `capacity` messages, then blocks senders:
  /// `sync_channel(n)`.
  ///
  /// @throws IllegalArgumentException if the capacity is below 1; use [#rendezvous] for 0
  public static <T> Channel<T> bounded(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "A bounded channel needs a capacity of 1 or more, not " + capacity + ".");
    }
    return of(new BufferedChannel.Bounded<>(capacity));
  }

  /// Creates a rendezvous channel, whose send returns once the receiver has the message:
  /// `sync_channel(0)`.
  public static <T> Channel<T> rendezvous() {
    return of(new RendezvousChannel<>());
  }

  private static <T> Channel<T> of(RawChannel<T> channel) {
    return new Channel<>(new Sender<>(channel), new Receiver<>(channel));
  }
}
