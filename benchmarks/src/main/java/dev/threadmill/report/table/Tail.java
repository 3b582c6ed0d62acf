package dev.threadmill.report.table;

import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.results.Percentile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The percentiles of what one fork recorded, from the histograms of all its iterations merged.
///
/// @param count of the latencies
/// @param shown at each of [#PERCENTILES]; empty where too few were recorded to show it
public record Tail(long count, List<Optional<Percentile>> shown) {
  /// In per cent.
  public static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99);

  static Tail of(ForkRecord fork, String name) {
    var all = LatencyFiles.merged(name, fork);
    return new Tail(
        all.getTotalCount(),
        PERCENTILES.stream()
            .map(percentile -> Percentile.of(fork, name, all, percentile))
            .toList());
  }

  public Optional<Percentile> at(double percentile) {
    return shown.get(PERCENTILES.indexOf(percentile));
  }

  /// A percentile over forks; empty where some fork does not show it.
  public static Optional<Figure> over(List<Tail> forks, double percentile) {
    List<Percentile> shown = new ArrayList<>();
    forks.forEach(fork -> fork.at(percentile).ifPresent(shown::add));
    return shown.isEmpty() || shown.size() < forks.size()
        ? Optional.empty()
        : Optional.of(Figure.over(shown));
  }
}
