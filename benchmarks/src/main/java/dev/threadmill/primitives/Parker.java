package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The wake-up token of one thread, as Rust's `thread::park` and `unpark` know it.
///
/// A thread has one token at most. [#unpark] gives it, [#park()] waits until it is there and
/// takes it; a token that was given first lets the next park return at once. A thread finds its
/// own parker by [#current]; others reach that of a spawned thread by [JoinHandle#unpark].
///
/// The token is kept here and not in [LockSupport], whose permit is also spent by every lock
/// and queue that the thread waits in between.
///
/// - **Blocking:** [#park()] blocks until the token is there, [#park(Duration)] at most that
///   long; the rest never waits.
/// - **Null:** no argument may be null.
/// - **Interruption:** a park waits on when interrupted and leaves the flag set, while
///   [LockSupport#park()] would return.
/// - **Fairness:** none is needed, as each token has one thread that waits for it.
/// - **Happens-before:** what a thread did before each [#unpark] is visible after the park that
///   took the token, also where several calls gave a single one.
public final class Parker {
  private static final long FOR_EVER = Long.MAX_VALUE;

  private static final int PARKED = -1;
  private static final int EMPTY = 0;
  private static final int TOKEN = 1;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Parker.class, "state", int.class);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }

  /// For threads that were not spawned here, such as main.
  private static final ThreadLocal<Parker> FOREIGN =
      ThreadLocal.withInitial(() -> new Parker(Thread.currentThread()));

  // Only the thread itself writes PARKED, and leaves it again before it returns. The updates are
  // volatile: that of unpark releases, that of park acquires, and since each is a read and a write
  // in one, a second unpark carries the edge of the first on.

  private final Thread thread;

  @SuppressWarnings("unused") // by way of STATE
  private int state;

  Parker(Thread thread) {
    this.thread = thread;
  }

  /// The parker of the calling thread.
  ///
  /// A spawned thread that has replaced its own uncaught exception handler is not known any more as
  /// the one of its handle.
  public static Parker current() {
    var thread = Thread.currentThread();
    if (thread.getUncaughtExceptionHandler() instanceof Packet<?> packet) {
      var parker = packet.parker();
      if (parker != null && parker.thread == thread) {
        return parker;
      }
    }
    return FOREIGN.get();
  }

  /// Waits for the calling thread's token and takes it.
  public static void park() {
    current().takeWithin(FOR_EVER);
  }

  /// Waits for the calling thread's token, at most for `timeout`, and tells whether it took it.
  ///
  /// A timeout of zero or less takes a token that is there and does not wait.
  public static boolean park(Duration timeout) {
    Objects.requireNonNull(timeout, "timeout");
    return current().takeWithin(Math.max(0, TimeUnit.NANOSECONDS.convert(timeout)));
  }

  /// Gives the thread its token, if it does not have one yet, and wakes it if it waits for one.
  public void unpark() {
    if ((int) STATE.getAndSet(this, TOKEN) == PARKED) {
      LockSupport.unpark(thread);
    }
  }

  private boolean takeWithin(long nanos) {
    if ((int) STATE.getAndAdd(this, -1) == TOKEN) {
      return true;
    }
    var start = nanos == FOR_EVER ? 0 : System.nanoTime();
    var interrupted = false;
    boolean taken;
    // A wake-up may be spurious or left over from a lock, so only the state counts.
    while (!(taken = STATE.compareAndSet(this, TOKEN, EMPTY))) {
      if (nanos == FOR_EVER) {
        LockSupport.park(this);
      } else {
        var left = nanos - (System.nanoTime() - start);
        if (left <= 0) {
          // The token may have come since.
          taken = (int) STATE.getAndSet(this, EMPTY) == TOKEN;
          break;
        }
        LockSupport.parkNanos(this, left);
      }
      // An interrupt that stays set would make each further wait return at once.
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return taken;
  }
}
