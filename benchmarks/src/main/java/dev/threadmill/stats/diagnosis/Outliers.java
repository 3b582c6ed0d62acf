package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.number;
import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.PairedRatio;
import dev.threadmill.stats.Quantiles;
import dev.threadmill.stats.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Whether a few values make the result. They are counted and never dropped: a stall is a result.
public final class Outliers {
  private static final double DEVIATIONS = 3;

  /// The least deviation that is taken for one, as a share of the median.
  private static final double LEAST = 0.005;

  private Outliers() {}

  /// @param iterations of a fork
  public static Optional<Finding> iterations(double... iterations) {
    var usual = usual(iterations);
    double mean = Moments.mean(iterations);
    double moved = Math.abs(Moments.mean(usual) - mean) / mean;
    return Symptom.OUTLIERS.in(moved, iterations.length - usual.length, percent(moved));
  }

  private static double[] usual(double... iterations) {
    double median = Quantiles.median(iterations);
    double deviation = Math.max(Quantiles.medianDeviation(iterations), LEAST * median);
    return Arrays.stream(iterations)
        .filter(x -> Math.abs(x - median) <= DEVIATIONS * deviation)
        .toArray();
  }

  /// Whether the result hangs on a single round: without it the verdict is another one, or the
  /// ratio moves by half of what matters.
  ///
  /// @param differences of fork scores, a round each
  public static Optional<Finding> oneForkDecides(double[] differences, Judge judge) {
    int n = differences.length;
    if (n < 4) {
      return Optional.empty(); // without one there would be no interval to compare with
    }
    var all = PairedRatio.ofDifferences(differences, judge.alpha());
    var verdict = kind(judge.on(all, all.p(), List.of()));
    double moves = Math.log1p(judge.effect()) / 2;
    // With one round less such a verdict is never given, whichever round is left out.
    boolean least = verdict instanceof Verdict.Same && n <= Judge.ENOUGH_FOR_SAME;
    Optional<Finding> moved = Optional.empty();
    for (int k = 0; k < n; k++) {
      int left = k;
      var rest =
          PairedRatio.ofDifferences(
              IntStream.range(0, n)
                  .filter(i -> i != left)
                  .mapToDouble(i -> differences[i])
                  .toArray(),
              judge.alpha());
      var without = judge.on(rest, rest.p(), List.of());
      boolean another = !kind(without).equals(verdict);
      if (another && (!least || without instanceof Verdict.Different)) {
        return Symptom.ONE_FORK_DECIDES.when(true, k + 1, without.words());
      }
      boolean far = Math.abs(Math.log(rest.ratio() / all.ratio())) > moves;
      if (far && moved.isEmpty()) {
        moved = Symptom.ONE_FORK_MOVES.when(true, k + 1, number(rest.ratio()), number(all.ratio()));
      }
    }
    return moved;
  }

  /// The verdict without its numbers: one round less always changes how many more are needed.
  private static Object kind(Verdict verdict) {
    return verdict instanceof Verdict.Undecided ? Verdict.Undecided.class : verdict;
  }
}
