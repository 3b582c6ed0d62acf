package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The sending end of a [Channel]. Threads may share one, or each hold a [#copy].
///
/// **Blocking:** [#send] waits only for room; on an unbounded channel never. **Null** is refused
/// with a NullPointerException. **Interruption** ends no wait: the flag is kept for the caller, as
/// Rust has no such thing. **Fairness:** the messages of one thread arrive in their order; waiting
/// senders are woken in the order they came, but a newcomer may take the room first.
/// **Happens-before:** what a thread did before a send is seen by the thread that receives it.
///
/// In checked mode the use of a closed or moved sender, or its second close, is an
/// IllegalStateException; in fast mode its effect is undefined.
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

  /// How long this sender tries before it parks.
  final Patience patience;

  private final LeakWatch.@Nullable Ticket ticket;

  /// A waiter kept for the next wait, so that a sender which often waits does not allocate.
  @SuppressWarnings("UnusedVariable") // by SPARE
  private volatile @Nullable WaitingSender spare;

  private volatile boolean ended;

  Sender(Flavor<T> flavor) {
    this.flavor = flavor;
    this.patience = new Patience(flavor.isAnswered());
    this.ticket = Checks.ON ? LeakWatch.track(this, "Sender") : null;
  }

  /// Sends, waiting for room where the channel is bounded.
  ///
  /// That it returns is no promise that the message is ever received, save on a rendezvous channel.
  ///
  /// @throws Disconnected with the message, if the receiver is closed or closes during the wait
  public void send(T message) {
    if (Checks.ON) {
      requireOpen();
    }
    flavor.send(Objects.requireNonNull(message), this);
  }

  /// Sends if that is possible at once. False means that the channel is full; a rendezvous channel
  /// is full unless its receiver is waiting, and an unbounded one never is.
  ///
  /// @throws Disconnected with the message, if the receiver is closed
  public boolean trySend(T message) {
    if (Checks.ON) {
      requireOpen();
    }
    return flavor.trySend(Objects.requireNonNull(message));
  }

  /// One more sender of the same channel, to be closed on its own: Rust's `clone`.
  public Sender<T> copy() {
    if (Checks.ON) {
      requireOpen();
    }
    flavor.senderOpened();
    return new Sender<>(flavor);
  }

  /// Ends this handle and gives a new one for the same sender: what a Rust `move` does.
  public Sender<T> move() {
    if (Checks.ON) {
      end("moved");
    }
    return new Sender<>(flavor);
  }

  /// Drops this sender; the last one to go disconnects the channel.
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
