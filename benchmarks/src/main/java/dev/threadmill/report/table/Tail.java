package dev.threadmill.report.table;

import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.stats.Quantiles;
import java.util.List;
import java.util.Optional;

/// The percentiles of what one fork recorded, from the histograms of all its iterations merged.
///
/// @param count of the latencies
/// @param nanos at each of [#PERCENTILES]
public record Tail(long count, List<Double> nanos) {
  /// In per cent.
  public static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99);

  static Tail of(ForkRecord fork, String name) {
    var all = LatencyFiles.merged(name, fork);
    return new Tail(
        all.getTotalCount(),
        PERCENTILES.stream()
            .map(percentile -> (double) all.getValueAtPercentile(percentile))
            .toList());
  }

  /// The value at a percentile; empty where too few were recorded to show it.
  public Optional<Double> at(double percentile) {
    double value = nanos.get(PERCENTILES.indexOf(percentile));
    return Quantiles.areShown(percentile / 100, count) && value > 0
        ? Optional.of(value)
        : Optional.empty();
  }

  /// A percentile over forks; empty where some fork does not show it.
  public static Optional<Figure> over(List<Tail> forks, double percentile) {
    double[] values =
        forks.stream()
            .map(fork -> fork.at(percentile))
            .flatMap(Optional::stream)
            .mapToDouble(Double::doubleValue)
            .toArray();
    return values.length == 0 || values.length < forks.size()
        ? Optional.empty()
        : Optional.of(Figure.over(values));
  }
}
