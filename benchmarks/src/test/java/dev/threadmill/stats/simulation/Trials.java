package dev.threadmill.stats.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// How often something happens when it is tried again and again.
///
/// @param replications of each trial
public record Trials(int replications) {
  /// The share of trials in which it happened.
  public double rate(long seed, Predicate<Draws> trial) {
    var draws = new Draws(seed);
    int hits = 0;
    for (int i = 0; i < replications; i++) {
      hits += trial.test(draws) ? 1 : 0;
    }
    return (double) hits / replications;
  }

  /// The rate in each setting, each with a seed of its own so that they can run side by side.
  public Rates rates(List<Setting> settings, long seed, BiPredicate<Setting, Draws> trial) {
    var rates =
        IntStream.range(0, settings.size())
            .parallel()
            .mapToDouble(i -> rate(seed + i, draws -> trial.test(settings.get(i), draws)))
            .toArray();
    return new Rates(settings, rates);
  }

  /// The standard error of a rate near `rate`.
  public double error(double rate) {
    return Math.sqrt(rate * (1 - rate) / replications);
  }

  /// Rates by setting.
  public record Rates(List<Setting> settings, double[] values) {
    public double mean() {
      return Arrays.stream(values).average().orElseThrow();
    }

    public double largest() {
      return Arrays.stream(values).max().orElseThrow();
    }

    public double least(Predicate<Setting> where) {
      return IntStream.range(0, values.length)
          .filter(i -> where.test(settings.get(i)))
          .mapToDouble(i -> values[i])
          .min()
          .orElseThrow();
    }

    @Override
    public String toString() {
      var lines = new StringBuilder();
      for (int i = 0; i < values.length; i++) {
        lines.append(values[i]).append(' ').append(settings.get(i)).append('\n');
      }
      return lines.toString();
    }
  }
}
