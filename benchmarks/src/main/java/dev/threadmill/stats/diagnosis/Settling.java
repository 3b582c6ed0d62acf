package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.RunSpread;
import dev.threadmill.stats.StudentT;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// The check whether scores had settled when they were measured.
///
/// No look at the scores of a short fork finds most of what a longer warm-up would change. What is
/// found here is real; that nothing is found proves little, for which an audit is there: long forks
/// without a warm-up.
public final class Settling {
  /// Scores vary: of settled cells hardly any should seem to change.
  private static final double UNLIKELY = 0.005;

  private static final int FEWEST = 3;

  /// The seconds of warm-up that an audit tries, those of a measurement after it, and of the end
  /// that this is held against.
  private static final int[] WARM_UPS = {1, 2, 3, 5, 8, 12, 20, 30, 45, 60};

  private static final int WINDOW = 5;
  private static final int END = 30;
  private static final double TOLERANCE = 0.02;

  private Settling() {}

  /// How far the line of least squares through the logs of each fork goes from the first iteration
  /// to the last; forks of fewer than three iterations are passed over.
  ///
  /// @param iterations `[fork][iteration]`, the measured ones
  public static double[] drifts(double[][] iterations) {
    return Arrays.stream(iterations)
        .filter(fork -> fork.length >= FEWEST)
        .mapToDouble(
            fork -> {
              double[] steps = IntStream.range(0, fork.length).mapToDouble(i -> i).toArray();
              double[] logs = Arrays.stream(fork).map(Math::log).toArray();
              double slope = Moments.products(steps, logs) / Moments.products(steps, steps);
              return slope * (fork.length - 1);
            })
        .toArray();
  }

  /// A trend that forks share, and its cause where the JVM still compiled.
  ///
  /// @param compiling the share of the measured time in which it compiled; NaN where nobody knows
  public static Optional<Finding> trend(double[] drifts, double compiling, double matters) {
    double change = significant(drifts);
    var share = percent(compiling);
    if (Symptom.COMPILING.in(compiling, "").isEmpty()) {
      return Symptom.TREND.beyond(matters, change, percent(change));
    }
    return Symptom.HALF_WARM
        .beyond(matters, change, percent(change), share)
        .or(() -> Symptom.COMPILING.in(compiling, share));
  }

  /// A trend of one side of a comparison that the other does not share.
  ///
  /// @param matters the least difference of logarithms that does
  public static Optional<Finding> trendOfRatio(
      double[] drifts, double[] otherDrifts, double matters) {
    if (Math.min(drifts.length, otherDrifts.length) < FEWEST) {
      return Optional.empty();
    }
    double p = RatioEstimate.between(drifts, otherDrifts, RunSpread.NONE, UNLIKELY).p();
    double change = Math.abs(Moments.mean(drifts) - Moments.mean(otherDrifts));
    return Symptom.RATIO_TREND.when(p < UNLIKELY && change > matters, percent(change));
  }

  /// How large a change that forks share is; NaN where it may be chance.
  private static double significant(double[] changes) {
    boolean real = changes.length >= FEWEST && StudentT.pOfZeroMean(changes) < UNLIKELY;
    return real ? Math.abs(Moments.mean(changes)) : Double.NaN;
  }

  /// What forks that were measured without a warm-up tell of how long it should be: the seconds
  /// after which the scores stay as they end.
  ///
  /// @param seconds `[fork][second]`, from the start of the JVM
  public static Finding cold(double[][] seconds) {
    int shortest = Arrays.stream(seconds).mapToInt(fork -> fork.length).min().orElse(0);
    int longest = WARM_UPS[WARM_UPS.length - 1];
    if (shortest < longest + WINDOW + END) {
      return Symptom.COLD.when(true).orElseThrow();
    }
    int settled = 0;
    for (int i = WARM_UPS.length - 1; i >= 0; i--) {
      if (bias(seconds, WARM_UPS[i], shortest) >= TOLERANCE) {
        break;
      }
      settled = WARM_UPS[i];
    }
    var bias = percent(bias(seconds, settled > 0 ? settled : longest, shortest));
    return (settled > 0
            ? Symptom.COLD_SETTLES.when(true, settled, bias)
            : Symptom.COLD_FOR_LONG.when(true, bias))
        .orElseThrow();
  }

  /// By how much a measurement that starts then is off the end.
  private static double bias(double[][] scores, int start, int seconds) {
    double off = 0;
    for (var fork : scores) {
      double window = Moments.mean(Arrays.copyOfRange(fork, start, start + WINDOW));
      double end = Moments.mean(Arrays.copyOfRange(fork, seconds - END, seconds));
      off += Math.log(window / end);
    }
    return Math.abs(off / scores.length);
  }
}
