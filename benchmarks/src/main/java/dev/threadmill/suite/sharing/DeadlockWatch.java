package dev.threadmill.suite.sharing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A record of which thread waits for which lock, so that a cycle is found while they wait.
///
/// The JVM's own search for deadlocks knows no virtual threads. Here whoever waits long looks
/// himself: he is in the circle if there is one, so nobody else need watch.
final class DeadlockWatch {
  /// One wait, told from a later wait for the same lock by its identity.
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

  /// Looks for a circle through the thread that calls, which waits.
  ///
  /// @throws Deadlocked if there is one
  void look() {
    var circle = circle();
    // What is read of others may be of different moments. If the second look finds the same waits,
    // none of them ended between, and who waited all the time kept what he held.
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
        return null; // nobody is stuck, or those who are stuck are others
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
