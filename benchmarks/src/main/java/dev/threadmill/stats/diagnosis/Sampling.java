package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.number;
import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.Quantiles;
import java.util.Optional;

/// Whether there are enough values, and of the shape that the estimators expect.
public final class Sampling {
  private static final int FEW_FORKS = 5;
  private static final double FEW_OPERATIONS = 100;

  private Sampling() {}

  public static Optional<Finding> fewForks(int forks) {
    return Symptom.FEW_FORKS.when(forks < FEW_FORKS, forks);
  }

  public static Optional<Finding> invalidForks(int forks) {
    return Symptom.INVALID_FORKS.in(forks, forks);
  }

  /// @param operations of the iteration that had fewest
  public static Optional<Finding> shortIterations(double operations) {
    return Symptom.SHORT_ITERATIONS.when(operations < FEW_OPERATIONS, number(operations));
  }

  /// @param planned length of an iteration
  /// @param taken the length that it had, in the same unit
  public static Optional<Finding> overrun(double planned, double taken) {
    double over = taken / planned - 1;
    return Symptom.OVERRUN.in(over, percent(over));
  }

  /// @param logScores of the forks
  public static Optional<Finding> skewed(double... logScores) {
    if (logScores.length < 3) {
      return Optional.empty();
    }
    double error = Moments.deviation(logScores) / Math.sqrt(logScores.length);
    double apart = Math.abs(Moments.mean(logScores) - Quantiles.median(logScores)) / error;
    return Symptom.SKEWED.in(apart, number(apart));
  }
}
