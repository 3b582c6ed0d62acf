package dev.threadmill.suite.sharing;

import org.openjdk.jmh.infra.Blackhole;

/// A way for threads to share a count.
///
/// A fork creates only one kind, so that calls to it stay monomorphic.
public interface Rung {
  /// Takes the rung, adds one, works for `holdTokens` Blackhole tokens while holding it, and
  /// releases it.
  ///
  /// A rung that holds nothing ignores the tokens.
  void step(long holdTokens);

  /// Returns the count, which is exact only while no thread steps.
  long count();

  /// Whether a step leaves the count unchanged, because it gives back what it took.
  default boolean givesBack() {
    return false;
  }

  /// Releases what the rung holds during its use.
  default void close() {}

  /// Returns the expected sum of the counts of `rungs` after `steps`.
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
