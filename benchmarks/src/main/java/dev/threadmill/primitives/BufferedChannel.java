package dev.threadmill.primitives;

import dev.threadmill.primitives.WaitingSender.WaitState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/// A channel that stores messages in a queue. Both kinds receive in the same way, and differ in
/// what a sender does that finds no room.
abstract sealed class BufferedChannel<T> extends RawChannel<T> {

  private BufferedChannel(int capacity) {
    super(capacity);
  }

  @Override
  final @Nullable T await(long deadline) {
    for (int turn = 0; ; turn++) {
      T message = next();
      if (message != null) {
        if (backoff.hasRested(turn)) {
          backoff.judgeRest(!isEmpty());
        }
        return message;
      }
      if (backoff.pause(turn)) {
        continue;
      }
      announcePark();
      try {
        // Once more: a sender that published before the announcement wakes nobody.
        message = next();
        if (message != null) {
          return message;
        }
        boolean inTime = isEmpty() ? park(deadline) : letSenderWrite(deadline);
        if (!inTime) {
          return null;
        }
      } finally {
        retractPark();
      }
    }
  }

  /// Lets the sender run whose message is next; returns false if the deadline has passed.
  private static boolean letSenderWrite(long deadline) {
    Thread.yield();
    return deadline == FOREVER || System.nanoTime() - deadline < 0;
  }

  /// Takes a message out of the queue without waking a sender.
  abstract @Nullable T pollQueue();

  @Override
  final boolean discardOne() {
    T message = pollQueue();
    if (message != null) {
      dropper.accept(message);
    }
    return message != null;
  }

  /// The unbounded kind: a linked list of arrays, where a send never waits.
  static final class Unbounded<T> extends BufferedChannel<T> {
    private final SegmentedQueue<T> queue = new SegmentedQueue<>(1024);

    Unbounded() {
      super(Integer.MAX_VALUE);
    }

    @Override
    void send(T message, Sender<T> sender) {
      trySend(message);
    }

    @Override
    boolean trySend(T message) {
      if (isReceiverClosed()) {
        throw Disconnected.returning(message);
      }
      queue.offer(message);
      published();
      return true;
    }

    @Override
    @Nullable T poll() {
      return queue.poll();
    }

    @Override
    @Nullable T pollQueue() {
      return queue.poll();
    }

    @Override
    boolean isEmpty() {
      return queue.isEmpty();
    }
  }

  /// The bounded kind: a JCTools array queue, and the senders that wait for room in it.
  static final class Bounded<T> extends BufferedChannel<T> {
    private final int capacity;
    private final MpscVarHandleArrayQueue<T> queue;
    private final WaitingSenders waiting = new WaitingSenders(this);

    Bounded(int capacity) {
      super(capacity);
      this.capacity = capacity;
      // JCTools rounds up to a power of two; the threshold on each offer enforces the exact
      // number.
      this.queue = new MpscVarHandleArrayQueue<>(Math.max(2, capacity));
    }

    @Override
    void send(T message, Sender<T> sender) {
      if (!trySend(message)) {
        sendWaiting(message, sender);
      }
    }

    @Override
    boolean trySend(T message) {
      if (isReceiverClosed()) {
        throw Disconnected.returning(message);
      }
      if (!queue.offerIfBelowThreshold(message, capacity)) {
        return false;
      }
      published();
      return true;
    }

    private void sendWaiting(T message, Sender<T> sender) {
      // Retrying pays off only for the sender that would be next.
      for (int turn = 0; waiting.isEmpty() && sender.backoff.pause(turn); turn++) {
        if (trySend(message)) {
          if (sender.backoff.hasRested(turn + 1)) {
            sender.backoff.judgeRest(hasRoom());
          }
          return;
        }
      }
      WaitingSender waiter = sender.takeWaiter();
      waiting.join(waiter, message);
      boolean refused = false;
      while (waiting.startRetry(waiter)) { // otherwise the receiver took the message
        // Check for the close first: the room that it made is not for senders. One that looked
        // just before may take it, and its message is lost like those that were in the queue.
        boolean sent = !isReceiverClosed() && queue.offerIfBelowThreshold(message, capacity);
        if (sent) {
          published();
        }
        refused = !sent && isReceiverClosed();
        if (sent || refused) {
          waiting.leave();
          break;
        }
        waiting.rejoin(waiter, message);
      }
      sender.keepWaiter(waiter);
      if (refused) {
        throw Disconnected.returning(message);
      }
    }

    @Override
    @SuppressWarnings("unchecked") // only senders of T wait
    @Nullable T poll() {
      T message = queue.relaxedPoll();
      if (message != null) {
        waiting.wakeIfRoom();
      } else if (!waiting.isEmpty() && queue.isEmpty()) {
        // The queue must be empty: earlier messages of that sender may be behind one being
        // written.
        message = (T) waiting.takeFromWoken();
      }
      return message;
    }

    @Override
    @Nullable T pollQueue() {
      return queue.relaxedPoll();
    }

    @Override
    void closeReceiver(Consumer<? super T> dropper) {
      try {
        super.closeReceiver(dropper);
      } finally {
        waiting.wakeIfRoom();
      }
    }

    @Override
    boolean isEmpty() {
      return queue.isEmpty();
    }

    private boolean hasRoom() {
      return queue.currentProducerIndex() - queue.currentConsumerIndex() < capacity;
    }
  }

  /// The senders that wait for room, in order of arrival, each with its message.
  ///
  /// One sender at a time is *woken* to retry. Until it is done nobody else is woken, however
  /// much room is made; then it wakes the next if there is still room. So no wake-up is spent on
  /// a sender that would find the room taken by the one before it, and sixty-four waiting
  /// platform threads never wake all at once; yet room never stays unused for lack of a wake-up,
  /// even if the receiver goes away and does something else.
  ///
  /// A wake-up takes long, and the receiver need not stay idle meanwhile: if it has nothing left,
  /// it takes the message directly from the woken sender.
  private static final class WaitingSenders {

    // The thread that changes `woken` from null to CHOOSING may take from the queue, which
    // allows only a single consumer, and may touch `front`. It writes the waiter it wakes into
    // the field; that waiter, or the receiver if it takes the waiter's message, resets it to
    // null. A thread that makes room, joins, or ends a retry first writes that and then, after a
    // full fence, checks whether a sender must be woken: of two that do so at once the later
    // sees both.

    private static final Object CHOOSING = new Object();
    private static final VarHandle WOKEN;
    private static final VarHandle COUNT;

    static {
      try {
        var lookup = MethodHandles.lookup();
        WOKEN = lookup.findVarHandle(WaitingSenders.class, "woken", Object.class);
        COUNT = lookup.findVarHandle(WaitingSenders.class, "count", int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private final Bounded<?> channel;
    private final SegmentedQueue<WaitingSender> queue = new SegmentedQueue<>(64);

    /// The sender that was woken in vain and keeps the first place.
    private @Nullable WaitingSender front;

    private volatile @Nullable Object woken;
    private volatile int count;

    WaitingSenders(Bounded<?> channel) {
      this.channel = channel;
    }

    boolean isEmpty() {
      return count == 0;
    }

    /// Waits with a message until woken, or until the message is taken.
    void join(WaitingSender waiter, Object message) {
      waiter.prepare(message);
      COUNT.getAndAdd(this, 1);
      try {
        queue.offer(waiter);
      } catch (OutOfMemoryError full) {
        COUNT.getAndAdd(this, -1);
        throw full;
      }
      VarHandle.fullFence();
      wakeNext();
      waiter.await();
    }

    /// Waits again, at the front, for a sender that was woken in vain.
    void rejoin(WaitingSender waiter, Object message) {
      waiter.prepare(message);
      front = waiter;
      endRetry();
      waiter.await();
    }

    /// Waits until a sender that was woken may retry; returns false if its message was taken
    /// instead.
    boolean startRetry(WaitingSender waiter) {
      while (!waiter.change(WaitState.WOKEN, WaitState.RETRYING)) {
        if (waiter.state == WaitState.TAKEN) {
          return false;
        }
        Thread.yield(); // the receiver is taking the message
      }
      return true;
    }

    /// Ends the wait of a sender that was woken and need not wait any more.
    void leave() {
      COUNT.getAndAdd(this, -1);
      endRetry();
    }

    /// Returns the message of the woken sender unless that has begun to retry, or others turn out
    /// to come first; for the receiver.
    @Nullable Object takeFromWoken() {
      if (!(woken instanceof WaitingSender waiter)
          || !waiter.change(WaitState.WOKEN, WaitState.TAKING)) {
        return null;
      }
      // Only now is it certain whose message it is: the previous sender may have sent for itself
      // and woken this one since the receiver found the queue empty.
      if (!channel.queue.isEmpty()) {
        waiter.state = WaitState.WOKEN;
        return null;
      }
      // Between two changes of the state: before the first the waiter could be in another wait,
      // and after the second it may already be.
      Object message = waiter.message;
      waiter.state = WaitState.TAKEN;
      leave();
      return message;
    }

    /// Called by the receiver when it has taken a message or is gone.
    void wakeIfRoom() {
      VarHandle.fullFence();
      if (count != 0) {
        wakeNext();
      }
    }

    private void endRetry() {
      woken = null;
      VarHandle.fullFence();
      wakeNext();
    }

    private void wakeNext() {
      while (count != 0 && woken == null && (channel.isReceiverClosed() || channel.hasRoom())) {
        if (!WOKEN.compareAndSet(this, null, CHOOSING)) {
          return; // the faster thread checks again
        }
        WaitingSender next = front;
        if (next != null) {
          front = null;
        } else {
          next = queue.poll();
        }
        if (next != null) {
          woken = next;
          next.wake(WaitState.WOKEN);
          return;
        }
        woken = null;
        VarHandle.fullFence();
        if (queue.isEmpty()) {
          return; // a sender is about to join, and will then check for itself
        }
      }
    }
  }
}
