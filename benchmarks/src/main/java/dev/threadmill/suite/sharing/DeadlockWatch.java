package dev.threadmill.suite.sharing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A record of which thread waits for which lock, so that a deadlock is found while it lasts.
///
/// The JVM's own deadlock detection ignores virtual threads. Here each thread that waits long
/// looks for itself: if there is a cycle, the thread is part of it, so no separate watcher is
/// needed.
final class DeadlockWatch {
  /// One wait, distinguished by identity from a later wait for the same lock.
  private static final class Waiting {
    final OwnedLock lock;

    Waiting(OwnedLock lock) {
      this.lock = lock;
    }
  }

  private final Map<Thread, Waiting> waits = new ConcurrentHashMap<>();

  void begins(OwnedLock lock) {
    waits.put(Thread.currentThread(), new Waiting(lock));
  }

  void ends() {
    waits.remove(Thread.currentThread());
  }

  /// Looks for a cycle through the calling thread, which is waiting.
  ///
  /// @throws Deadlocked if there is one
  void look() {
    var circle = circle();
    // The waits of other threads may be read at different moments. If the second look finds the
    // same waits, none of them ended in between, and a thread that waited all the time kept its
    // locks.
    if (circle != null && circle.equals(circle())) {
      throw new Deadlocked(described(circle));
    }
  }

  private @Nullable Map<Thread, Waiting> circle() {
    Map<Thread, Waiting> circle = new LinkedHashMap<>();
    var start = Thread.currentThread();
    Thread thread = start;
    while (thread != null) {
      var wait = waits.get(thread);
      if (wait == null || circle.putIfAbsent(thread, wait) != null) {
        return null; // no thread is stuck, or only others are
      }
      thread = wait.lock.owner();
      if (thread == start) {
        return circle;
      }
    }
    return null;
  }

  private static String described(Map<Thread, Waiting> circle) {
    var text = new StringBuilder("Deadlock:");
    circle.forEach(
        (thread, wait) ->
            text.append(text.charAt(text.length() - 1) == ':' ? " " : "; ")
                .append(thread)
                .append(" waits for ")
                .append(wait.lock)
                .append(" held by ")
                .append(wait.lock.owner()));
    return text.toString();
  }
}
