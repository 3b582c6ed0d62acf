package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The wake-up token of one thread, as in Rust's `thread::park` and `unpark`.
///
/// A thread has at most one token. [#unpark] provides it; [#park()] waits for it and takes it.
/// If the token comes first, the next park returns at once. A thread finds its own parker with
/// [#current]; others reach a spawned thread's parker with [JoinHandle#unpark].
///
/// The token is kept here and not in [LockSupport], whose permit is also consumed by every lock
/// and queue that the thread waits on in between.
///
/// - **Blocking:** [#park()] blocks until the token is there, [#park(Duration)] at most that
///   long; other methods never wait.
/// - **Null:** no argument may be null.
/// - **Interruption:** a park keeps waiting when interrupted and leaves the flag set, whereas
///   [LockSupport#park()] would return.
/// - **Fairness:** not applicable, because only one thread waits for each token.
/// - **Happens-before:** what a thread did before each [#unpark] is visible after the park that
///   took the token, even if several calls provided a single token.
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

  // Only the thread itself writes PARKED, and it leaves that state before it returns. The
  // updates are volatile: that of unpark releases, that of park acquires, and because each is a
  // read-modify-write, a second unpark extends the edge of the first.

  private final Thread thread;

  @SuppressWarnings("unused") // by way of STATE
  private int state;

  Parker(Thread thread) {
    this.thread = thread;
  }

  /// Returns the parker of the calling thread.
  ///
  /// If a spawned thread has replaced its uncaught exception handler, this no longer finds the
  /// parker that its handle unparks.
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

  /// Waits up to `timeout` for the calling thread's token, and returns whether it took it.
  ///
  /// A timeout of zero or less takes an available token and does not wait.
  public static boolean park(Duration timeout) {
    Objects.requireNonNull(timeout, "timeout");
    return current().takeWithin(Math.max(0, TimeUnit.NANOSECONDS.convert(timeout)));
  }

  /// Gives the thread its token unless it already has one, and wakes it if it is waiting.
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
          // The token may have arrived since.
          taken = (int) STATE.getAndSet(this, EMPTY) == TOKEN;
          break;
        }
        LockSupport.parkNanos(this, left);
      }
      // A set interrupt flag would make each further wait return at once.
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return taken;
  }
}
