package dev.threadmill.stats;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/// Intervals for what has no formula, by drawing whole rounds again and again.
///
/// A round is drawn with all its forks, so that what was paired stays so. Iterations are not
/// drawn: the spread between forks contains theirs already. Percentiles of so few rounds are
/// too narrow, by a known amount, so that wider ones are taken (Hesterberg's expanded
/// percentile interval).
///
/// The same seed gives the same interval. It should be made from what the interval is of, lest
/// all intervals of a report share their luck.
///
/// @param resamples how often: [#FULL], or [#INTERACTIVE] while somebody waits
public record RoundBootstrap(int resamples, long seed) {
  public static final int FULL = 10_000;
  public static final int INTERACTIVE = 2_000;

  /// With fewer rounds there is no interval.
  public static final int FEWEST_ROUNDS = 6;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  public RoundBootstrap {
    if (resamples < 100) {
      throw new IllegalArgumentException("too few resamples for an interval: " + resamples);
    }
  }

  /// The 95 % interval of a statistic of rounds; null with fewer than [#FEWEST_ROUNDS] of them.
  ///
  /// @param statistic from the indices of the rounds drawn; it must be positive
  public @Nullable Interval interval(int rounds, ToDoubleFunction<int[]> statistic) {
    var intervals = intervals(rounds, drawn -> new double[] {statistic.applyAsDouble(drawn)});
    return intervals.length == 0 ? null : intervals[0];
  }

  /// The 95 % intervals of statistics that are computed together, from the same draws; none with
  /// fewer than [#FEWEST_ROUNDS] rounds.
  public Interval[] intervals(int rounds, Function<int[], double[]> statistics) {
    if (rounds < FEWEST_ROUNDS) {
      return new Interval[0];
    }
    var draws = draws(rounds, statistics);
    double tail = tail(rounds, rounds - 1.0, 0.05);
    var intervals = new Interval[draws.length];
    for (int s = 0; s < draws.length; s++) {
      Arrays.sort(draws[s]);
      intervals[s] =
          new Interval(Quantiles.ofSorted(draws[s], tail), Quantiles.ofSorted(draws[s], 1 - tail));
    }
    return intervals;
  }

  private double[][] draws(int rounds, Function<int[], double[]> statistics) {
    var random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    var drawn = new int[rounds];
    double[][] draws = {};
    for (int i = 0; i < resamples; i++) {
      for (int k = 0; k < rounds; k++) {
        drawn[k] = random.nextInt(rounds);
      }
      double[] values = statistics.apply(drawn);
      if (i == 0) {
        draws = new double[values.length][resamples];
      }
      for (int s = 0; s < values.length; s++) {
        draws[s][i] = values[s];
      }
    }
    return draws;
  }

  /// The share of draws to leave out at either end, so that the rest makes the interval.
  static double tail(int n, double degrees, double alpha) {
    double reach = Math.sqrt(n / (n - 1.0)) * StudentT.quantile(alpha, degrees);
    return NORMAL.cumulativeProbability(-reach);
  }
}
