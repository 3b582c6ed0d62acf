package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one receiving end of a [Channel].
///
/// It belongs to one thread: the first that receives with it, until [#move] passes it on.
///
/// **Blocking:** [#receive] waits for a message or for the last sender's close. **Null** is
/// never received: [#tryReceive] and the timed form use it to say "nothing yet".
/// **Interruption** ends no wait: the flag is kept. **Fairness:** messages arrive in the order
/// they were sent.
/// **Happens-before:** what the sender did before it sent is visible after the receive.
///
/// Data first: [Disconnected] is thrown only when everything sent has been received.
///
/// A receiver that was closed or moved throws IllegalStateException at every use. A further
/// close throws in checked mode and does nothing in fast mode. Use by a second thread throws in
/// checked mode; in fast mode two threads that receive at once may get one message twice, lose
/// one, or wait for ever, and so may a thread whose receiver another closes meanwhile.
public final class Receiver<T> implements AutoCloseable, Iterable<T> {
  private static final VarHandle CHANNEL;

  static {
    try {
      CHANNEL = MethodHandles.lookup().findVarHandle(Receiver.class, "channel", RawChannel.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Null once this receiver is closed or moved; plain, like that of a [Sender].
  private @Nullable RawChannel<T> channel;

  /// The next message if an iterator has already waited for it.
  private @Nullable T peeked;

  private final LeakWatch.@Nullable Ticket ticket;
  private volatile @Nullable Thread owner;

  Receiver(RawChannel<T> channel) {
    this.channel = channel;
    this.ticket = Checks.ON ? LeakWatch.track(this, "Receiver") : null;
  }

  /// Waits for the next message and returns it.
  ///
  /// @throws Disconnected if all senders are closed and all messages have been received
  public T receive() {
    T message = receive(RawChannel.FOREVER);
    if (message == null) {
      throw new AssertionError("a wait without end has ended");
    }
    return message;
  }

  /// Returns the next message, or null if none arrives within the given time.
  ///
  /// @throws Disconnected if all senders are closed and all messages have been received
  public @Nullable T receive(Duration timeout) {
    return receive(nanos(Objects.requireNonNull(timeout)));
  }

  /// Returns the next message, or null if there is none yet.
  ///
  /// @throws Disconnected if all senders are closed and all messages have been received
  public @Nullable T tryReceive() {
    RawChannel<T> open = open();
    return peeked != null ? takePeeked() : open.tryReceive();
  }

  /// Iterates over the messages, waiting for each, and ends when the channel is disconnected.
  ///
  /// An iterator may be dropped at any time: a message that `hasNext` waited for and that no
  /// `next` took is the next one to be received.
  @Override
  public Iterator<T> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        try {
          peeked = receive();
          return true;
        } catch (Disconnected end) {
          return false;
        }
      }

      @Override
      public T next() {
        try {
          return receive();
        } catch (Disconnected end) {
          throw new NoSuchElementException();
        }
      }
    };
  }

  /// Ends this handle and returns a new one, which belongs to the first thread that receives
  /// with it.
  public Receiver<T> move() {
    RawChannel<T> open = end();
    if (open == null) {
      throw ended();
    }
    var moved = new Receiver<>(open);
    moved.peeked = takePeeked();
    return moved;
  }

  /// Drops the receiver: queued messages are discarded at once, and waiting senders get their
  /// message back.
  ///
  /// A handle in a discarded message, such as an Arc or a Sender, stays open: Rust would drop it
  /// with the message, but Java cannot know who else has it. Where messages hold handles, close
  /// by [#close(Consumer)].
  @Override
  public void close() {
    close(message -> {});
  }

  /// Drops the receiver, and passes each message that is discarded to `dropper`, which closes
  /// what is in it: `receiver.close(request -> request.reply().close())`.
  ///
  /// A message that arrives in the moment of the close is passed to it by its sender's thread.
  /// What the dropper throws, this throws, after all messages were discarded.
  public void close(Consumer<? super T> dropper) {
    Objects.requireNonNull(dropper);
    RawChannel<T> open = end();
    if (open == null) {
      return;
    }
    T message = takePeeked();
    try {
      if (message != null) {
        dropper.accept(message);
      }
    } finally {
      open.closeReceiver(dropper);
    }
  }

  private @Nullable T receive(long nanos) {
    RawChannel<T> open = open();
    return peeked != null ? takePeeked() : open.receive(nanos);
  }

  private @Nullable T takePeeked() {
    T message = peeked;
    peeked = null;
    return message;
  }

  private static long nanos(Duration timeout) {
    try {
      return Math.max(0, timeout.toNanos());
    } catch (ArithmeticException centuries) {
      return timeout.isNegative() ? 0 : RawChannel.FOREVER;
    }
  }

  private RawChannel<T> open() {
    RawChannel<T> open = channel;
    if (open == null) {
      throw ended();
    }
    if (Checks.ON) {
      requireOwner();
    }
    return open;
  }

  /// Ends this handle and returns what it referred to, or null if it has ended before.
  @SuppressWarnings("unchecked") // the field's own type
  private @Nullable RawChannel<T> end() {
    if (Checks.ON) {
      open();
    }
    var open = (RawChannel<T>) CHANNEL.getAndSet(this, null);
    if (open != null && ticket != null) {
      ticket.settled();
    }
    return open;
  }

  private static IllegalStateException ended() {
    return new IllegalStateException("This receiver was closed or moved before.");
  }

  /// Requires that the calling thread owns this receiver. Synchronized so that, if two threads
  /// make the first receive at once, one of them gets the error.
  private synchronized void requireOwner() {
    Thread here = Thread.currentThread();
    Thread held = owner;
    if (held == null) {
      owner = here;
    } else if (held != here) {
      throw new IllegalStateException(
          "This receiver belongs to " + held + "; move() it to use it from " + here + ".");
    }
  }
}
