package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.number;
import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.Moments;
import java.util.Arrays;
import java.util.Optional;

/// The check whether a benchmark has more than one speed: the best division of the logarithms
/// of its forks into a low and a high group (Otsu's method).
///
/// @param low the values of the low group, in order
/// @param high the values of the high group, in order
/// @param share how much of the variance the division explains: 1 if the groups have no spread
public record Modes(double[] low, double[] high, double share) {
  private static final int FEWEST_FORKS = 5;
  private static final int FEWEST_A_GROUP = 2;
  static final int SOMETIMES = 1;
  static final int RARE = 2;
  static final int RAREST = 3;

  /// Sizes of normal samples, and the shares that 95, 98 and 99 of 100 of them stay below that have
  /// two or more values in each group.
  private static final double[][] CRITICAL = {
    {5, 0.949, 0.972, 0.983}, {6, 0.928, 0.955, 0.968}, {7, 0.909, 0.937, 0.952},
    {8, 0.890, 0.919, 0.936}, {10, 0.863, 0.892, 0.908}, {12, 0.842, 0.870, 0.887},
    {15, 0.819, 0.844, 0.861}, {20, 0.792, 0.816, 0.831}, {30, 0.760, 0.781, 0.794},
    {50, 0.729, 0.747, 0.758}, {100, 0.700, 0.712, 0.721}
  };

  public static Modes of(double[] logs) {
    var sorted = logs.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double total = Moments.products(sorted, sorted);
    double best = -1;
    int at = Math.min(1, n);
    double mean = Moments.mean(sorted);
    double below = 0; // what the low group is off the mean in all, which the high one is above it
    for (int i = 1; i < n; i++) {
      below += mean - sorted[i - 1];
      double between = below * below * n / ((double) i * (n - i));
      if (between > best) {
        best = between;
        at = i;
      }
    }
    return new Modes(
        Arrays.copyOf(sorted, at), Arrays.copyOfRange(sorted, at, n), total > 0 ? best / total : 0);
  }

  /// How far apart the groups are.
  public double apart() {
    return Moments.mean(high) - Moments.mean(low);
  }

  /// Whether there are two speeds so far apart that it matters.
  public boolean areTwo(double matters) {
    return apart() > matters && seem(RARE);
  }

  /// What there is to say of forks with two speeds, unless they are too near to matter. It is a
  /// note where it may be chance.
  public Optional<Finding> found(double matters) {
    return Symptom.TWO_GROUPS
        .when(
            apart() > matters && seem(SOMETIMES),
            percent(Math.expm1(apart())),
            low.length,
            number(Math.exp(Moments.mean(low))),
            high.length,
            number(Math.exp(Moments.mean(high))))
        .map(found -> seem(RAREST) ? found : found.atMost(Level.NOTE));
  }

  /// Whether hardly any normal sample of this size divides so well.
  ///
  /// @param column of the critical shares
  boolean seem(int column) {
    int n = low.length + high.length;
    return n >= FEWEST_FORKS
        && Math.min(low.length, high.length) >= FEWEST_A_GROUP
        && share > critical(n, column);
  }

  /// The critical share, on a line between the sizes of the table. Beyond its end the last value
  /// holds, which asks for more than need be.
  private static double critical(int n, int column) {
    for (int i = 1; i < CRITICAL.length; i++) {
      double[] from = CRITICAL[i - 1];
      double[] to = CRITICAL[i];
      if (n <= to[0]) {
        return from[column] + (n - from[0]) / (to[0] - from[0]) * (to[column] - from[column]);
      }
    }
    return CRITICAL[CRITICAL.length - 1][column];
  }
}
