package dev.threadmill.suite.sharing;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// A circle of threads each of which waits for a fork that the next one holds.
///
/// The forks themselves tell it, of threads of either kind. The JVM's own detection, which stops
/// all threads to look, knows no virtual threads.
///
/// @param threads in the order in which they wait for each other
/// @param wanted the fork that each waits for
record Deadlock(List<Thread> threads, List<DiningFork> wanted) {
  /// How many are named of a large circle.
  private static final int NAMED = 5;

  /// Looks for a circle. As the threads may run meanwhile, it is a deadlock only if it is still
  /// there later.
  static Optional<Deadlock> among(DiningFork[] forks) {
    Map<Thread, DiningFork> waits = new LinkedHashMap<>();
    for (var fork : forks) {
      fork.waiting().forEach(thread -> waits.put(thread, fork));
    }
    return waits.keySet().stream().flatMap(start -> circle(start, waits).stream()).findFirst();
  }

  /// The circle that a thread is part of, and does not only wait for.
  private static Optional<Deadlock> circle(Thread start, Map<Thread, DiningFork> waits) {
    List<Thread> threads = new ArrayList<>();
    List<DiningFork> wanted = new ArrayList<>();
    @Nullable Thread next = start;
    while (next != null && !threads.contains(next)) {
      var fork = waits.get(next);
      if (fork == null) {
        return Optional.empty();
      }
      threads.add(next);
      wanted.add(fork);
      next = fork.holder();
    }
    return next == start ? Optional.of(new Deadlock(threads, wanted)) : Optional.empty();
  }

  /// Whether the JVM finds the same, as far as it can: it looks at platform threads only.
  boolean isConfirmed() {
    if (threads.getFirst().isVirtual()) {
      return true;
    }
    long[] found = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
    return found != null
        && threads.stream()
            .allMatch(thread -> LongStream.of(found).anyMatch(id -> id == thread.threadId()));
  }

  /// Frees the threads, if they wait so that an interrupt ends it.
  void end() {
    threads.forEach(Thread::interrupt);
  }

  /// Who waits for which fork, and who holds it.
  ///
  /// @param name of a thread
  String words(Function<Thread, String> name) {
    var words = new StringBuilder(name.apply(threads.getFirst()));
    int named = Math.min(NAMED, threads.size());
    for (int i = 0; i < named; i++) {
      words
          .append(i == 0 ? " waits for " : ", who waits for ")
          .append(wanted.get(i))
          .append(", held by ")
          .append(name.apply(threads.get((i + 1) % threads.size())));
    }
    return named == threads.size()
        ? words.toString()
        : words + ", and so on around a circle of " + threads.size();
  }
}
