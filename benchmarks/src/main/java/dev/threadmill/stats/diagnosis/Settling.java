package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
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
  private static final int FEWEST = 3;

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

  /// @param audited whether a warm-up audit of this code on this JDK is there
  /// @param differentCode whether the arms run different code, so that their warm-ups differ too
  /// @param bias what a short warm-up is known to be off by, as a share
  /// @param effect the least difference that matters
  public static Optional<Finding> unaudited(
      boolean audited, boolean differentCode, double bias, double effect) {
    if (audited) {
      return Optional.empty();
    }
    boolean harmful = differentCode && bias > effect;
    return (harmful ? Symptom.NOT_AUDITED_AND_SHORT : Symptom.NOT_AUDITED)
        .when(true, percent(bias));
  }

  /// @param iterations `[fork][iteration]`, long series without a warm-up
  public static Optional<Finding> neverSettles(double[][] iterations) {
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
    if (changes.length < FEWEST || !(StudentT.pOfZeroMean(changes) < UNLIKELY)) {
      return Optional.empty();
    }
    double change = Math.abs(Moments.mean(changes));
    return symptom.in(change, percent(change));
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
