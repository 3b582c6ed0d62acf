package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.StudentT;
import java.util.Arrays;
import java.util.Optional;

/// Whether the scores had settled when they were measured.
///
/// No look at the scores of a short fork finds most of what a longer warm-up would change. What is
/// found here is real; that nothing is found proves little, for which [WarmUpAudit] is there.
public final class Settling {
  private static final double UNLIKELY = 0.05;

  /// What forbids a verdict must be this unlikely. Scores vary, and of settled cells one in twenty
  /// would be forbidden otherwise; of equal arms no more than one in a hundred should be.
  private static final double VERY_UNLIKELY = 0.01;

  private static final int FEWEST = 3;

  /// From so many iterations on the last sixth is long enough to have a level of its own.
  private static final int LONG = 30;

  private Settling() {}

  /// @param iterations `[fork][iteration]`, the measured ones
  public static Optional<Finding> trend(double[][] iterations) {
    var drifts =
        Arrays.stream(iterations)
            .filter(fork -> fork.length >= FEWEST)
            .mapToDouble(Settling::drift)
            .toArray();
    return graded(Symptom.TREND, drifts);
  }

  /// @param warmUp `[fork][iteration]`
  /// @param measured the same forks
  public static Optional<Finding> warmUpTrend(double[][] warmUp, double[][] measured) {
    var steps = new double[measured.length];
    for (int k = 0; k < steps.length; k++) {
      if (warmUp[k].length == 0) {
        return Optional.empty();
      }
      var late = Arrays.copyOfRange(warmUp[k], warmUp[k].length / 2, warmUp[k].length);
      steps[k] = Math.log(Moments.mean(measured[k]) / Moments.mean(late));
    }
    return graded(Symptom.WARM_UP_TREND, steps);
  }

  /// What forks that were measured without a warm-up tell of how long it should be.
  ///
  /// @param seconds `[fork][second]`, from the start of the JVM
  public static Finding cold(double[][] seconds) {
    int shortest = Arrays.stream(seconds).mapToInt(fork -> fork.length).min().orElse(0);
    if (shortest < WarmUpAudit.LEAST_SECONDS) {
      return Symptom.COLD.when(true).orElseThrow();
    }
    var audit = WarmUpAudit.of(seconds);
    return audit.warmUp().isPresent()
        ? Symptom.COLD_SETTLES
            .when(true, audit.warmUp().getAsInt(), percent(audit.bias()))
            .orElseThrow()
        : Symptom.COLD_FOR_LONG.when(true, percent(audit.bias())).orElseThrow();
  }

  /// @param iterations `[fork][iteration]`, short series are passed over
  public static Optional<Finding> neverSettles(double[][] iterations) {
    if (Arrays.stream(iterations).anyMatch(fork -> fork.length < LONG)) {
      return Optional.empty();
    }
    int unsettled = 0;
    double largest = 0;
    for (var fork : iterations) {
      double late = Levels.of(fork).largestStep(fork.length - fork.length / 6);
      unsettled += Symptom.NEVER_SETTLES.in(late, "", "", "").isPresent() ? 1 : 0;
      largest = Math.max(largest, late);
    }
    return Symptom.NEVER_SETTLES.in(largest, percent(largest), unsettled, iterations.length);
  }

  private static Optional<Finding> graded(Symptom symptom, double[] changes) {
    double p = changes.length < FEWEST ? 1 : StudentT.pOfZeroMean(changes);
    if (!(p < UNLIKELY)) {
      return Optional.empty();
    }
    double change = Math.abs(Moments.mean(changes));
    var level = p < VERY_UNLIKELY ? Level.BAD : Level.WARN;
    return symptom.in(change, percent(change)).map(finding -> finding.atMost(level));
  }

  /// How far the line of least squares through the logs goes from the first to the last.
  private static double drift(double[] fork) {
    double middle = (fork.length - 1) / 2.0;
    double product = 0;
    double square = 0;
    for (int i = 0; i < fork.length; i++) {
      product += (i - middle) * Math.log(fork[i]);
      square += (i - middle) * (i - middle);
    }
    return product / square * (fork.length - 1);
  }
}
