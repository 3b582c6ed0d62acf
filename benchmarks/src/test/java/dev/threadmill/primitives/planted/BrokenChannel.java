package dev.threadmill.primitives.planted;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// A channel of one sender without its two second looks, each left out on request.
public final class BrokenChannel {
  /// What a receiver is told when the sender is gone.
  public static final int DISCONNECTED = -1;

  /// What a receiver is told that nobody woke.
  public static final int OVERSLEPT = -2;

  private static final long SLEEP = 20_000_000;

  private final Queue<Integer> queue = new ConcurrentLinkedQueue<>();
  private final boolean looksAfterClose;
  private final boolean looksBeforePark;
  private volatile boolean closed;
  private volatile Thread receiver;

  /// Leaves out the look for a message after the close, or the look before the park, or neither.
  public BrokenChannel(boolean looksAfterClose, boolean looksBeforePark) {
    this.looksAfterClose = looksAfterClose;
    this.looksBeforePark = looksBeforePark;
  }

  public void send(int message) {
    queue.add(message);
    callReceiver();
  }

  public void close() {
    closed = true;
    callReceiver();
  }

  /// The next message; 0 when there is none just now.
  public int tryReceive() {
    Integer message = queue.poll();
    if (message == null && closed) {
      message = looksAfterClose ? queue.poll() : null;
      return message == null ? DISCONNECTED : message;
    }
    return message == null ? 0 : message;
  }

  public int receive() {
    while (true) {
      int message = tryReceive();
      if (message != 0) {
        return message;
      }
      receiver = Thread.currentThread();
      if (!looksBeforePark || (queue.isEmpty() && !closed)) {
        long before = System.nanoTime();
        LockSupport.parkNanos(this, SLEEP);
        if (System.nanoTime() - before >= SLEEP) {
          return OVERSLEPT;
        }
      }
      receiver = null;
    }
  }

  private void callReceiver() {
    Thread thread = receiver;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}
