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
/// In checked mode, using a closed or moved sender or closing it twice throws
/// IllegalStateException; in fast mode the effect is undefined.
public final class Sender<T> implements AutoCloseable {
  private static final VarHandle SPARE;
  private static final VarHandle ENDED;

  static {
    try {
      var lookup = MethodHandles.lookup();
      SPARE = lookup.findVarHandle(Sender.class, "spare", WaitingSender.class);
      ENDED = lookup.findVarHandle(Sender.class, "ended", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Flavor<T> flavor;

  /// How long this sender retries before it parks.
  final Patience patience;

  private final LeakWatch.@Nullable Ticket ticket;

  /// A waiter kept for the next wait, so that a sender that often waits does not allocate.
  @SuppressWarnings("UnusedVariable") // by SPARE
  private volatile @Nullable WaitingSender spare;

  private volatile boolean ended;

  Sender(Flavor<T> flavor) {
    this.flavor = flavor;
    this.patience = new Patience(flavor.isAnswered());
    this.ticket = Checks.ON ? LeakWatch.track(this, "Sender") : null;
  }

  /// Sends a message, waiting for room if the channel is bounded.
  ///
  /// A return does not guarantee that the message is ever received, except on a rendezvous
  /// channel.
  ///
  /// @throws Disconnected with the message, if the receiver is closed or closes during the wait
  public void send(T message) {
    if (Checks.ON) {
      requireOpen();
    }
    flavor.send(Objects.requireNonNull(message), this);
  }

  /// Sends a message if that is possible at once. False means that the channel is full; a
  /// rendezvous channel is full unless its receiver is waiting, and an unbounded one never is.
  ///
  /// @throws Disconnected with the message, if the receiver is closed
  public boolean trySend(T message) {
    if (Checks.ON) {
      requireOpen();
    }
    return flavor.trySend(Objects.requireNonNull(message));
  }

  /// Creates another sender for the same channel, which is closed separately: Rust's `clone`.
  public Sender<T> copy() {
    if (Checks.ON) {
      requireOpen();
    }
    flavor.senderOpened();
    return new Sender<>(flavor);
  }

  /// Ends this handle and returns a new one for the same sender, like a Rust `move`.
  public Sender<T> move() {
    if (Checks.ON) {
      end("moved");
    }
    return new Sender<>(flavor);
  }

  /// Drops this sender; dropping the last one disconnects the channel.
  @Override
  public void close() {
    if (Checks.ON) {
      end("closed");
    }
    flavor.senderClosed();
  }

  WaitingSender takeWaiter() {
    var kept = (WaitingSender) SPARE.getAndSet(this, null);
    return kept != null ? kept : new WaitingSender(patience);
  }

  void keepWaiter(WaitingSender waiter) {
    waiter.clear();
    spare = waiter;
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException("This sender was closed or moved before.");
    }
  }

  private void end(String how) {
    if (!ENDED.compareAndSet(this, false, true)) {
      throw new IllegalStateException(
          "This sender cannot be " + how + ": it was closed or moved before.");
    }
    if (ticket != null) {
      ticket.settled();
    }
  }
}
