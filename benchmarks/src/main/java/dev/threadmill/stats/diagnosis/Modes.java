package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.number;
import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Moments;
import java.util.Arrays;
import java.util.Optional;

/// Whether a benchmark has more than one speed.
public final class Modes {
  private static final int FEWEST_FORKS = 6;
  private static final int FEWEST_A_GROUP = 2;
  private static final double STANDARD_ERRORS = 3;
  private static final double STEP = 0.05;

  private Modes() {}

  /// Whether forks fall into two groups.
  ///
  /// @param scores of the forks, as measured
  /// @param errorWithin the standard error of a fork's score from its own iterations, as a share
  public static Optional<Finding> twoGroups(double[] scores, double errorWithin) {
    if (scores.length < FEWEST_FORKS) {
      return Optional.empty();
    }
    var split = Split.of(Arrays.stream(scores).map(Math::log).toArray());
    int low = split.low().length;
    int high = split.high().length;
    boolean two = split.isLikelyTwoGroups() && Math.min(low, high) >= FEWEST_A_GROUP;
    if (!two || split.gap() <= STANDARD_ERRORS * errorWithin) {
      return Optional.empty();
    }
    return Symptom.TWO_GROUPS.in(
        split.gap(),
        percent(Moments.mean(split.high()) - Moments.mean(split.low())),
        low,
        number(Math.exp(Moments.mean(split.low()))),
        high,
        number(Math.exp(Moments.mean(split.high()))));
  }

  /// Whether forks change their speed while they run.
  ///
  /// @param iterations `[fork][iteration]`, the measured ones; at least ten each, or none is found
  public static Optional<Finding> switching(double[][] iterations) {
    long switched =
        Arrays.stream(iterations).filter(fork -> Levels.of(fork).largestStep(0) > STEP).count();
    return Symptom.MODE_SWITCH.in(
        (double) switched / iterations.length, percent(STEP), switched, iterations.length);
  }
}
