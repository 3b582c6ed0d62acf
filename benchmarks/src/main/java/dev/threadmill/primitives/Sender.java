package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The sending end of a [Channel]. Threads may share one or each hold a [#copy].
///
/// **Blocking:** [#send] waits only for room; on an unbounded channel never. **Null** is
/// rejected with a NullPointerException. **Interruption** ends no wait: the flag is kept for
/// the caller, because Rust has no interruption. **Fairness:** the messages of one thread
/// arrive in order; waiting senders are woken in order of arrival, but a newcomer may take the
/// room first.
/// **Happens-before:** what a thread did before a send is visible to the thread that receives
/// the message.
///
/// A sender that was closed or moved throws IllegalStateException at every use. A further close
/// throws in checked mode and does nothing in fast mode, even if threads that share the sender
/// close it at once. Close it after its last send has returned: the receiver may miss the
/// message of a send that still waits.
public final class Sender<T> implements AutoCloseable {
  private static final VarHandle CHANNEL;
  private static final VarHandle SPARE;

  static {
    try {
      var lookup = MethodHandles.lookup();
      CHANNEL = lookup.findVarHandle(Sender.class, "channel", RawChannel.class);
      SPARE = lookup.findVarHandle(Sender.class, "spare", WaitingSender.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Null once this sender is closed or moved. A plain field, because sends read it; what ends
  /// the sender swaps it, so that of several threads one succeeds.
  private @Nullable RawChannel<T> channel;

  /// How long this sender retries before it parks.
  final Backoff backoff;

  private final LeakWatch.@Nullable Ticket ticket;

  /// A waiter kept for the next wait, so that a sender that often waits does not allocate.
  @SuppressWarnings("UnusedVariable") // by SPARE
  private volatile @Nullable WaitingSender spare;

  Sender(RawChannel<T> channel) {
    this.channel = channel;
    this.backoff = channel.backoff.copy();
    this.ticket = Checks.ON ? LeakWatch.track(this, "Sender") : null;
  }

  /// Sends a message, waiting for room if the channel is bounded.
  ///
  /// A return does not guarantee that the message is ever received, except on a rendezvous
  /// channel.
  ///
  /// @throws Disconnected with the message, if the receiver is closed or closes during the wait
  public void send(T message) {
    open().send(Objects.requireNonNull(message), this);
  }

  /// Sends a message if that is possible at once. False means that the channel is full; a
  /// rendezvous channel is full unless its receiver is waiting, and an unbounded one never is.
  ///
  /// @throws Disconnected with the message, if the receiver is closed
  public boolean trySend(T message) {
    return open().trySend(Objects.requireNonNull(message));
  }

  /// Creates another sender for the same channel, which is closed separately: Rust's `clone`.
  public Sender<T> copy() {
    RawChannel<T> open = open();
    open.addSender();
    return new Sender<>(open);
  }

  /// Ends this handle and returns a new one for the same sender, like a Rust `move`.
  public Sender<T> move() {
    RawChannel<T> open = end();
    if (open == null) {
      throw ended();
    }
    return new Sender<>(open);
  }

  /// Drops this sender; dropping the last one disconnects the channel.
  @Override
  public void close() {
    RawChannel<T> open = end();
    if (open != null) {
      open.removeSender();
    } else if (Checks.ON) {
      throw ended();
    }
  }

  WaitingSender takeWaiter() {
    var kept = (WaitingSender) SPARE.getAndSet(this, null);
    return kept != null ? kept : new WaitingSender(backoff);
  }

  void keepWaiter(WaitingSender waiter) {
    waiter.finish();
    spare = waiter;
  }

  private RawChannel<T> open() {
    RawChannel<T> open = channel;
    if (open == null) {
      throw ended();
    }
    return open;
  }

  /// Ends this handle and returns what it referred to, or null if it has ended before.
  @SuppressWarnings("unchecked") // the field's own type
  private @Nullable RawChannel<T> end() {
    var open = (RawChannel<T>) CHANNEL.getAndSet(this, null);
    if (open != null && ticket != null) {
      ticket.settled();
    }
    return open;
  }

  private static IllegalStateException ended() {
    return new IllegalStateException("This sender was closed or moved before.");
  }
}
