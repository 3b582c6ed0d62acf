package dev.threadmill.runner;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds out what a fork died of, in the tree of causes that JMH wraps it in.
final class Causes {
  private Causes() {}

  static <T extends Throwable> @Nullable T find(Throwable top, Class<T> type) {
    Throwable found = search(top, type::isInstance);
    return found == null ? null : type.cast(found);
  }

  /// What went wrong in the benchmark, or in JMH if nothing did there, in a sentence.
  static String sentence(Throwable top) {
    Throwable ours =
        search(
            top,
            cause ->
                cause.getMessage() != null
                    && !cause.getClass().getName().startsWith("org.openjdk.jmh."));
    Throwable shown = ours == null ? top : ours;
    return shown.getClass().getSimpleName() + ": " + shown.getMessage();
  }

  private static @Nullable Throwable search(Throwable top, Predicate<Throwable> wanted) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var queue = new ArrayDeque<Throwable>();
    queue.add(top);
    while (!queue.isEmpty()) {
      Throwable next = queue.remove();
      if (!seen.add(next)) {
        continue;
      }
      if (wanted.test(next)) {
        return next;
      }
      if (next.getCause() != null) {
        queue.add(next.getCause());
      }
      Collections.addAll(queue, next.getSuppressed());
    }
    return null;
  }
}
