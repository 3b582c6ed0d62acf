package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The channel between a [Sender] and a [Receiver]. Each kind stores messages and waits in its
/// own way; how the receiver parks and is woken, and how each end learns that the other is
/// gone, is common to all.
abstract sealed class RawChannel<T> permits BufferedChannel, RendezvousChannel {

  // Parking and waking. A receiver that finds nothing stores its thread in `receiver`, checks
  // again, and parks. A sender publishes its message and then reads `receiver`. Each writes
  // before it reads, with a full fence between, so that at least one sees the other: either the
  // receiver finds the message, or the sender finds the receiver and wakes it. The thread that
  // clears the reference is the one that unparks, so that a burst of messages costs one wake-up.

  static final long FOREVER = Long.MAX_VALUE;

  private static final Object CLOSED = new Object();
  private static final VarHandle SENDERS;
  private static final VarHandle DISCARDING;

  static {
    try {
      var lookup = MethodHandles.lookup();
      SENDERS = lookup.findVarHandle(RawChannel.class, "senders", long.class);
      DISCARDING = lookup.findVarHandle(RawChannel.class, "discarding", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// The backoff of the receiver.
  final Backoff backoff;

  /// Null while the receiver runs, its thread while it is parked or about to park, CLOSED at
  /// the end. Both sides read the fields of the channel for each message: this, which changes with
  /// each park, must not share their cache line.
  private final PaddedReference receiver = new PaddedReference();

  private volatile long senders = 1;

  @SuppressWarnings("UnusedVariable") // by DISCARDING
  private volatile boolean discarding;

  /// Whether an interrupt ended a park of the receiver that is waiting now.
  private boolean interrupted;

  /// What is done with a message that nobody will receive.
  Consumer<? super T> dropper = message -> {};

  RawChannel(int capacity) {
    this.backoff = new Backoff(capacity);
  }

  /// Sends, waiting if necessary; `sender` lends the waiter.
  abstract void send(T message, Sender<T> sender);

  abstract boolean trySend(T message);

  /// Returns the next message if there is one; called by the receiver alone.
  abstract @Nullable T poll();

  /// Waits for a message, or until the deadline and then returns null.
  abstract @Nullable T await(long deadline);

  /// Whether there is no message, not even one being written: a sender takes its slot before
  /// filling it.
  abstract boolean isEmpty();

  /// Discards one message that nobody will receive; returns false if there is none.
  abstract boolean discardOne();

  /// Returns the next message; waits for it up to `nanos`, and then returns null.
  final @Nullable T receive(long nanos) {
    T message = poll();
    if (message != null) {
      return message;
    }
    try {
      // Reads the clock only for a timed wait, because reading it takes time.
      return await(nanos == FOREVER ? FOREVER : System.nanoTime() + nanos);
    } finally {
      if (interrupted) {
        interrupted = false;
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Returns the next message, or null if no completed send has left one.
  ///
  /// A message may be present but out of reach, behind one whose sender has not filled its slot
  /// yet. A blocking receive lets that sender run; a receive that only tries must not report
  /// that nothing was sent.
  final @Nullable T tryReceive() {
    T message = next();
    for (int turn = 0; message == null && !isEmpty(); turn++) {
      if (!backoff.pause(turn)) {
        Thread.yield();
      }
      message = next();
    }
    return message;
  }

  /// Returns the next message within reach, or null.
  final @Nullable T next() {
    T message = poll();
    if (message == null && allSendersClosed()) {
      // The senders may have sent and closed between the two checks: data first.
      message = poll();
      if (message == null) {
        throw Disconnected.drained();
      }
    }
    return message;
  }

  /// Announces that the receiver is about to park: from here on a sender wakes it. It must
  /// check once more, and must not park where a message is being written.
  final void announcePark() {
    receiver.set(Thread.currentThread());
    VarHandle.fullFence();
  }

  /// Parks until woken, possibly spuriously; returns false if the deadline has passed.
  final boolean park(long deadline) {
    if (deadline == FOREVER) {
      LockSupport.park(this);
    } else {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      LockSupport.parkNanos(this, left);
    }
    interrupted |= Thread.interrupted();
    return true;
  }

  final void retractPark() {
    receiver.set(null);
  }

  /// Called by a sender once its message can be polled.
  ///
  /// There is no fence between the message and the look at the receiver, which would take as long
  /// as all the rest. The sender took the message's place before it, by a volatile write: either
  /// it sees here that the receiver has announced to park or to be gone, or the receiver, which
  /// looks afterwards, sees that place taken, finds the channel not empty and does not park.
  final void published() {
    if (receiver.get() != null) {
      if (isReceiverClosed()) {
        // The close may have swept before this message arrived; nobody else will discard it.
        discardAll();
      } else {
        wakeReceiver();
      }
    }
  }

  /// Wakes the receiver if it is parked.
  final void wakeReceiver() {
    if (receiver.get() instanceof Thread thread && receiver.replace(thread, null)) {
      LockSupport.unpark(thread);
    }
  }

  final void addSender() {
    SENDERS.getAndAdd(this, 1L);
  }

  final void removeSender() {
    if ((long) SENDERS.getAndAdd(this, -1L) == 1) {
      wakeReceiver();
    }
  }

  /// Whether no sender is left; everything they sent can then be polled.
  final boolean allSendersClosed() {
    return senders == 0;
  }

  void closeReceiver(Consumer<? super T> dropper) {
    this.dropper = dropper; // before the close, which publishes it
    receiver.set(CLOSED);
    VarHandle.fullFence();
    discardAll();
  }

  final boolean isReceiverClosed() {
    return receiver.get() == CLOSED;
  }

  /// Discards all messages. Any thread may call this, but only one at a time may poll, because
  /// the queues have a single consumer. A dropper that throws does not keep the other messages.
  final void discardAll() {
    RuntimeException failure = null;
    do {
      if (!DISCARDING.compareAndSet(this, false, true)) {
        break;
      }
      boolean more = true;
      try {
        while (more) {
          try {
            more = discardOne();
          } catch (RuntimeException failed) {
            failure = failed;
          }
        }
      } finally {
        discarding = false;
      }
      VarHandle.fullFence();
    } while (!isEmpty());
    if (failure != null) {
      throw failure;
    }
  }
}
