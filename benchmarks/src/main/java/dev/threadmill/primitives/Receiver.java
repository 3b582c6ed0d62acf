package dev.threadmill.primitives;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
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
/// Data first: [Disconnected] is thrown only when everything sent has been received. In checked
/// mode, use by a second thread, use after close or move, and a second close throw
/// IllegalStateException; in fast mode their effect is undefined.
public final class Receiver<T> implements AutoCloseable, Iterable<T> {
  private final Flavor<T> flavor;
  private final LeakWatch.@Nullable Ticket ticket;
  private volatile @Nullable Thread owner;
  private volatile boolean ended;

  Receiver(Flavor<T> flavor) {
    this.flavor = flavor;
    this.ticket = Checks.ON ? LeakWatch.track(this, "Receiver") : null;
  }

  /// Waits for the next message and returns it.
  ///
  /// @throws Disconnected if all senders are closed and all messages have been received
  public T receive() {
    if (Checks.ON) {
      requireOwner();
    }
    T message = flavor.poll();
    if (message != null) {
      return message;
    }
    message = flavor.await(Flavor.FOREVER);
    if (message == null) {
      throw new AssertionError("a wait without end has ended");
    }
    return message;
  }

  /// Returns the next message, or null if none arrives within the given time.
  ///
  /// @throws Disconnected if all senders are closed and all messages have been received
  public @Nullable T receive(Duration patience) {
    if (Checks.ON) {
      requireOwner();
    }
    T message = flavor.poll();
    return message != null ? message : flavor.await(nanos(patience));
  }

  /// Returns the next message, or null if there is none yet.
  ///
  /// @throws Disconnected if all senders are closed and all messages have been received
  public @Nullable T tryReceive() {
    if (Checks.ON) {
      requireOwner();
    }
    return flavor.tryReceive();
  }

  /// Iterates over the messages, waiting for each, and ends when the channel is disconnected.
  @Override
  public Iterator<T> iterator() {
    return new Iterator<>() {
      private @Nullable T next;

      @Override
      public boolean hasNext() {
        if (next == null) {
          try {
            next = receive();
          } catch (Disconnected end) {
            return false;
          }
        }
        return true;
      }

      @Override
      public T next() {
        T message = hasNext() ? next : null;
        if (message == null) {
          throw new NoSuchElementException();
        }
        next = null;
        return message;
      }
    };
  }

  /// Ends this handle and returns a new one, which belongs to the first thread that receives
  /// with it.
  public Receiver<T> move() {
    if (Checks.ON) {
      requireOwner();
      end();
    }
    return new Receiver<>(flavor);
  }

  /// Drops the receiver: queued messages are discarded at once, and waiting senders get their
  /// message back.
  @Override
  public void close() {
    if (Checks.ON) {
      requireOwner();
      end();
    }
    flavor.receiverClosed();
  }

  private static long nanos(Duration patience) {
    try {
      return Math.max(0, patience.toNanos());
    } catch (ArithmeticException centuries) {
      return patience.isNegative() ? 0 : Flavor.FOREVER;
    }
  }

  /// Requires that the calling thread owns this receiver. Synchronized so that, if two threads
  /// make the first receive at once, one of them gets the error.
  private synchronized void requireOwner() {
    if (ended) {
      throw new IllegalStateException("This receiver was closed or moved before.");
    }
    Thread here = Thread.currentThread();
    Thread held = owner;
    if (held == null) {
      owner = here;
    } else if (held != here) {
      throw new IllegalStateException(
          "This receiver belongs to " + held + "; move() it to use it from " + here + ".");
    }
  }

  private void end() {
    ended = true;
    if (ticket != null) {
      ticket.settled();
    }
  }
}
