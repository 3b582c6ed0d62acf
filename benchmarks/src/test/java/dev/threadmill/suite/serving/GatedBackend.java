package dev.threadmill.suite.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// A back-end that answers nobody until so many have called it, and notes who called.
final class GatedBackend implements Backend {
  private final int needed;
  private final CountDownLatch open = new CountDownLatch(1);
  private final List<Runnable> callers = new ArrayList<>();
  private int calls;
  private int inside;
  private int mostInside;

  /// Whether the threads that called and waited were virtual.
  final Set<Boolean> kinds = ConcurrentHashMap.newKeySet();

  GatedBackend(int needed) {
    this.needed = needed;
  }

  @Override
  public void call() throws InterruptedException {
    kinds.add(Thread.currentThread().isVirtual());
    enter();
    open.await();
    leave();
  }

  @Override
  public void call(Runnable answered) {
    List<Runnable> ready = List.of();
    synchronized (this) {
      callers.add(answered);
      enter();
      if (open.getCount() == 0) {
        ready = List.copyOf(callers);
        callers.clear();
      }
    }
    for (var caller : ready) {
      leave();
      // In another thread, as an answer from elsewhere comes.
      Thread.ofVirtual().start(caller);
    }
  }

  private synchronized void enter() {
    calls++;
    inside++;
    mostInside = Math.max(mostInside, inside);
    if (inside == needed) {
      open.countDown();
    }
  }

  private synchronized void leave() {
    inside--;
  }

  synchronized int calls() {
    return calls;
  }

  synchronized int mostInside() {
    return mostInside;
  }
}
