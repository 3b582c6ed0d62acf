package dev.threadmill.suite.sharing;

import org.openjdk.jmh.infra.Blackhole;

/// One way for threads to share a count.
///
/// A fork makes one kind only, so that calls of it stay monomorphic.
public interface Rung {
  /// Takes, adds one, works for so many Blackhole tokens while it is held, gives back.
  ///
  /// A rung that holds nothing works for no tokens.
  void step(long holdTokens);

  /// What the count has come to. Exact only while nobody steps.
  long count();

  /// Whether a step leaves the count as it was, because it gives back what it took.
  default boolean givesBack() {
    return false;
  }

  /// Gives up what the rung holds for as long as it is used.
  default void close() {}

  /// What the counts of `rungs` together must be after `steps`.
  static long expected(Rung[] rungs, long steps) {
    return rungs[0].givesBack() ? rungs.length : steps;
  }

  /// Checks that no step was lost or made twice.
  ///
  /// @throws IllegalStateException if the counts do not add up
  static void check(Rung[] rungs, long steps) {
    long sum = 0;
    for (var rung : rungs) {
      sum += rung.count();
    }
    long expected = expected(rungs, steps);
    if (sum != expected) {
      throw new IllegalStateException(
          "After " + steps + " steps the count is " + sum + ", not " + expected);
    }
  }

  /// Works while something is held.
  static void hold(long tokens) {
    if (tokens > 0) {
      Blackhole.consumeCPU(tokens);
    }
  }
}
