package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The state that a [Channel]'s two ends share. Each flavour keeps messages in its own way; how
/// the receiver waits, and how each end learns that the other is gone, is the same for all.
abstract sealed class Flavor<T> permits ListFlavor, ArrayFlavor, ZeroFlavor {

  // Sleeping and waking. The receiver that finds nothing writes itself into `receiver`, looks
  // again, and parks. A sender publishes its message, and then looks at `receiver`. Each writes
  // before it reads, with a full fence between, so that at least one of them sees the other:
  // either the receiver finds the message, or the sender finds the receiver and wakes it.
  // Whoever takes the thread out of the field is the one to unpark it, so that a burst of
  // messages costs one wake-up.

  static final long FOREVER = Long.MAX_VALUE;

  private static final Object CLOSED = new Object();
  private static final VarHandle RECEIVER;
  private static final VarHandle SENDERS;
  private static final VarHandle DISCARDING;

  static {
    try {
      var lookup = MethodHandles.lookup();
      RECEIVER = lookup.findVarHandle(Flavor.class, "receiver", Object.class);
      SENDERS = lookup.findVarHandle(Flavor.class, "senders", long.class);
      DISCARDING = lookup.findVarHandle(Flavor.class, "discarding", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// How long the receiver tries before it parks.
  final Patience patience;

  private final boolean answered;

  /// Null while the receiver runs, its thread while it is parked or about to be, CLOSED at the end.
  private volatile @Nullable Object receiver;

  private volatile long senders = 1;

  @SuppressWarnings("UnusedVariable") // by DISCARDING
  private volatile boolean discarding;

  /// @param answered whether there is so little room that each side soon waits for the other
  Flavor(boolean answered) {
    this.answered = answered;
    this.patience = new Patience(answered);
  }

  final boolean isAnswered() {
    return answered;
  }

  /// Sends, waiting if it must; `from` lends the waiter.
  abstract void send(T message, Sender<T> from);

  abstract boolean trySend(T message);

  /// The next message if there is one; called by the receiver alone.
  abstract @Nullable T poll();

  /// Waits for a message, for the last sender to go, or for the time to pass (null).
  @Nullable T await(long nanos) {
    long deadline = deadline(nanos);
    boolean interrupted = false;
    try {
      for (int turn = 0; ; turn++) {
        T message = next();
        if (message != null) {
          return message;
        }
        if (patience.allows(turn)) {
          continue;
        }
        lieDown();
        try {
          message = next();
          if (message != null || !park(nanos, deadline)) {
            return message;
          }
        } finally {
          getUp();
        }
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Lets go of one message that nobody will receive; false if there is none.
  abstract boolean discardOne();

  /// Whether nothing is there, nor about to be: a sender takes its place before it fills it.
  abstract boolean isEmpty();

  /// The next message, or null if there is none: none, that is, that any send had finished with.
  ///
  /// A message may be there and yet out of reach, behind one whose sender has not filled its place
  /// yet. A receiver that can wait for that sender's call does; who only tries must not be told
  /// that nothing was sent.
  final @Nullable T tryReceive() {
    T message = next();
    for (int turn = 0; message == null && !isEmpty(); turn++) {
      if (!patience.allows(turn)) {
        Thread.yield();
      }
      message = next();
    }
    return message;
  }

  /// The next message within reach, or null.
  final @Nullable T next() {
    T message = poll();
    if (message == null && allSendersClosed()) {
      // The senders may have sent and gone between the two looks: data first.
      message = poll();
      if (message == null) {
        throw Disconnected.drained();
      }
    }
    return message;
  }

  final void senderOpened() {
    SENDERS.getAndAdd(this, 1L);
  }

  final void senderClosed() {
    if ((long) SENDERS.getAndAdd(this, -1L) == 1) {
      callReceiver();
    }
  }

  /// Whether no sender is left; all that they sent is then there to be polled.
  final boolean allSendersClosed() {
    return senders == 0;
  }

  void receiverClosed() {
    receiver = CLOSED;
    VarHandle.fullFence();
    discardAll();
  }

  final boolean isReceiverClosed() {
    return receiver == CLOSED;
  }

  /// To be called by a sender when its message is there to be polled.
  final void published() {
    VarHandle.fullFence();
    if (receiver != null) {
      if (isReceiverClosed()) {
        // The close may have swept before this message came: nobody else will.
        discardAll();
      } else {
        callReceiver();
      }
    }
  }

  /// Wakes the receiver if it sleeps.
  final void callReceiver() {
    if (receiver instanceof Thread thread && RECEIVER.compareAndSet(this, thread, null)) {
      LockSupport.unpark(thread);
    }
  }

  /// The receiver's promise to sleep: from here on a sender wakes it. It must look once more.
  final void lieDown() {
    receiver = Thread.currentThread();
    VarHandle.fullFence();
  }

  final void getUp() {
    receiver = null;
  }

  /// Looks at the clock only where it will be looked at again: that takes time, too.
  static long deadline(long nanos) {
    return nanos == FOREVER ? FOREVER : System.nanoTime() + nanos;
  }

  /// Parks until called, or for no reason, as parking does; false if the time is up.
  final boolean park(long nanos, long deadline) {
    if (nanos == FOREVER) {
      LockSupport.park(this);
      return true;
    }
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    LockSupport.parkNanos(this, left);
    return true;
  }

  /// Any thread may be here, but one at a time may poll, for the queues have a single consumer.
  final void discardAll() {
    do {
      if (!DISCARDING.compareAndSet(this, false, true)) {
        return;
      }
      while (discardOne()) {}
      discarding = false;
      VarHandle.fullFence();
    } while (!isEmpty());
  }
}
