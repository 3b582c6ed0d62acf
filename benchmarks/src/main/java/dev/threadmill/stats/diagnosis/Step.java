package dev.threadmill.stats.diagnosis;

import dev.threadmill.stats.Moments;
import java.util.Arrays;
import java.util.Optional;

/// The place where a series changes its level most.
///
/// @param at the index of the first value of the new level
/// @param size how far apart the levels are
record Step(int at, double size) {
  private static final int SHORTEST = 5;

  /// What a step must gain in the logarithm of the likelihood, times two and the logarithm of the
  /// length: chance alone hardly ever does.
  private static final double PENALTY = 15;

  /// The least deviation within a level: equal values in a row would otherwise make anything a
  /// step.
  private static final double LEAST = 0.001;

  /// @param logs of the values, in order of time
  static Optional<Step> in(double[] logs) {
    int n = logs.length;
    double best = 0;
    int at = 0;
    for (int i = SHORTEST; i <= n - SHORTEST; i++) {
      double between = size(logs, i) * size(logs, i) * i * (n - i) / n;
      if (between > best) {
        best = between;
        at = i;
      }
    }
    double all = Moments.products(logs, logs) + n * LEAST * LEAST;
    return at > 0 && n * Math.log(all / (all - best)) > PENALTY * Math.log(n)
        ? Optional.of(new Step(at, size(logs, at)))
        : Optional.empty();
  }

  private static double size(double[] logs, int at) {
    return Math.abs(
        Moments.mean(Arrays.copyOfRange(logs, at, logs.length))
            - Moments.mean(Arrays.copyOf(logs, at)));
  }
}
