package dev.threadmill.primitives;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// The state shared by a thread and its handle: the task on the way in, its value or failure on
/// the way out.
///
/// It is also the thread's uncaught exception handler. No exception reaches it that way,
/// because [#run] catches everything, but the handler is a field of the thread that costs
/// nothing, and a running thread finds its own [Parker] through it. A thread-local would cost
/// each virtual thread a map.
final class Packet<T extends @Nullable Object>
    implements Runnable, Thread.UncaughtExceptionHandler {
  private final @Nullable Scope scope;
  private final CountDownLatch finished = new CountDownLatch(1);

  private @Nullable Callable<T> task;

  /// Set before the thread starts, so a plain field suffices.
  private @Nullable Parker parker;

  /// Both are written before the latch opens and read after it has opened: the latch creates
  /// the edge.
  private @Nullable T value;

  private @Nullable Throwable failure;

  /// Whether a join has claimed the outcome; a scope reports failures that nobody claimed.
  private volatile boolean claimed;

  Packet(Callable<T> task, @Nullable Scope scope) {
    this.task = task;
    this.scope = scope;
  }

  void parkBy(Parker parker) {
    this.parker = parker;
  }

  @Nullable Parker parker() {
    return parker;
  }

  void claim() {
    claimed = true;
  }

  boolean isClaimed() {
    return claimed;
  }

  boolean isFinished() {
    return finished.getCount() == 0;
  }

  void await() {
    Uninterrupted.await(finished::await);
  }

  @Nullable Throwable failure() {
    return failure;
  }

  @SuppressWarnings("NullAway") // null only where T allows it: the task's own value
  T value() {
    return value;
  }

  @Override
  public void run() {
    var call = Objects.requireNonNull(task);
    // Lets the collector reclaim what the task captured while its handle lives on.
    task = null;
    try {
      value = call.call();
    } catch (Throwable thrown) {
      failure = thrown;
      report(thrown);
    } finally {
      finished.countDown();
      if (scope != null) {
        if (failure != null) {
          scope.failed(this);
        }
        scope.leave();
      }
    }
  }

  /// Notifies the handler that the task installed, or else the default one, before any join
  /// returns.
  private void report(Throwable thrown) {
    var thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
    } catch (Throwable failedHandler) {
      if (failedHandler != thrown) { // some handlers rethrow their argument
        thrown.addSuppressed(failedHandler);
      }
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    // The group asks the JVM's default handler and, without one, prints to stderr.
    thread.getThreadGroup().uncaughtException(thread, thrown);
  }
}
