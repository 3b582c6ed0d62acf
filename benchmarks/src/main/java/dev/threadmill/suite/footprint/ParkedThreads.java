package dev.threadmill.suite.footprint;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Departure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.CompilerControl;

/// Threads that wait at the bottom of their stacks until they are released.
public final class ParkedThreads implements Waiters {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

  private final ThreadKind kind;
  private final int count;
  private final Runnable body;
  private final List<Thread> threads;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /// Shared by all threads: a frame or an object per thread would show up in the figures.
  private final Thread.UncaughtExceptionHandler complaint =
      (thread, e) -> failure.compareAndSet(null, e);

  private volatile boolean released;

  /// @param depth how many calls deep each thread waits
  /// @param threadLocals how many thread-local variables each thread has set
  public ParkedThreads(ThreadKind kind, int count, int depth, int threadLocals) {
    this.kind = kind;
    this.count = count;
    threads = new ArrayList<>(count);
    List<ThreadLocal<Object>> locals = new ArrayList<>();
    for (int i = 0; i < threadLocals; i++) {
      locals.add(new ThreadLocal<>());
    }
    body =
        () -> {
          for (var local : locals) {
            local.set(local);
          }
          if (descend(depth) != depth) {
            throw new IllegalStateException("Waited at another depth");
          }
        };
  }

  /// Creates threads that run something else, to test whether that is noticed.
  ParkedThreads(ThreadKind kind, int count, Runnable body) {
    this.kind = kind;
    this.count = count;
    this.body = body;
    threads = new ArrayList<>(count);
  }

  /// @throws IllegalStateException also if one is of the wrong kind
  @Override
  public void start() {
    for (int i = 0; i < count; i++) {
      var thread = kind.newThread(body);
      thread.setUncaughtExceptionHandler(complaint);
      threads.add(thread);
      thread.start();
    }
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    for (var thread : threads) {
      while (thread.getState() != Thread.State.WAITING) {
        if (thread.getState() == Thread.State.TERMINATED || System.nanoTime() - deadline > 0) {
          throw new IllegalStateException(thread + " does not wait: " + thread.getState());
        }
        Thread.yield();
      }
      if (thread.isVirtual() != (kind == ThreadKind.VIRTUAL)) {
        throw new IllegalStateException(thread + " is not of kind " + kind);
      }
    }
  }

  List<Thread> threads() {
    return threads;
  }

  @Override
  public void close() throws InterruptedException {
    released = true;
    threads.forEach(LockSupport::unpark);
    Departure.await(threads);
    Throwable first = failure.get();
    if (first != null) {
      throw new IllegalStateException("A parked thread failed: " + first, first);
    }
  }

  /// Recurses to the given depth, waits there, and counts the calls on the way back.
  ///
  /// In a fork it is never compiled: the JIT would merge two calls into one frame, and start
  /// doing so at a different thread each time.
  @CompilerControl(CompilerControl.Mode.EXCLUDE)
  private int descend(int depth) {
    if (depth > 0) {
      return descend(depth - 1) + 1;
    }
    while (!released) {
      LockSupport.park(this);
    }
    return 0;
  }
}
