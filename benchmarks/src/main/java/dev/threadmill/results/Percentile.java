package dev.threadmill.results;

import dev.threadmill.recording.Latencies;
import dev.threadmill.stats.Quantiles;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/// A percentile of what a fork recorded under a name.
///
/// @param isBound whether it lies among latencies that were not waited for to their end, so that
///     the true one is no less
public record Percentile(double nanos, boolean isBound) {
  /// The percentile of a fork; empty where it recorded too few to show it.
  public static Optional<Percentile> of(ForkRecord fork, String name, double percentile) {
    return LatencyFiles.names(List.of(fork)).contains(name)
        ? of(fork, name, LatencyFiles.merged(name, fork), percentile)
        : Optional.empty(); // most forks have none, and an empty histogram is large
  }

  /// @param all that the fork recorded under the name
  public static Optional<Percentile> of(
      ForkRecord fork, String name, Histogram all, double percentile) {
    long value = all.getValueAtPercentile(percentile);
    if (value <= 0 || !Quantiles.areShown(percentile / 100, all.getTotalCount())) {
      return Optional.empty();
    }
    // Those that were cut off are as long as the wait, and no other is longer.
    boolean isBound = isCutOff(fork, name) && all.valuesAreEquivalent(value, all.getMaxValue());
    return Optional.of(new Percentile(isBound ? all.lowestEquivalentValue(value) : value, isBound));
  }

  /// Whether a fork recorded latencies under a name that it did not wait for to their end.
  static boolean isCutOff(ForkRecord fork, String name) {
    return fork.values(Latencies.unserved(name)).sum() > 0;
  }
}
