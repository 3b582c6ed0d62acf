package dev.threadmill.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.MultisetStatistics;
import org.openjdk.jmh.util.Statistics;

/// Latencies as `jmh.json` has them: those of a name all together, and its percentiles beside it
/// (`name:p99.9`).
///
/// The score is of all iterations merged, for percentiles cannot be averaged; the raw data are of
/// each iteration by itself.
final class LatencyMetrics {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};

  /// A metric of the file.
  ///
  /// @param raw by fork and iteration
  record Metric(Statistics statistics, List<double[]> raw) {}

  private LatencyMetrics() {}

  static Map<String, Metric> of(String name, List<ForkRecord> forks) {
    var merged = new Histogram(3);
    List<List<Histogram>> byFork = new ArrayList<>();
    for (ForkRecord fork : forks) {
      List<Histogram> iterations = new ArrayList<>();
      for (Iteration iteration : fork.measured()) {
        var latency = iteration.latencies().get(name);
        if (latency != null) {
          iterations.add(LatencyFiles.histogram(latency));
        }
      }
      iterations.forEach(merged::add);
      byFork.add(iterations);
    }
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.put(name, new Metric(all(merged), raw(byFork, Histogram::getMean)));
    for (double percentile : PERCENTILES) {
      metrics.put(
          name + ":p" + plain(percentile),
          new Metric(
              new ListStatistics(new double[] {merged.getValueAtPercentile(percentile)}),
              raw(byFork, one -> one.getValueAtPercentile(percentile))));
    }
    return metrics;
  }

  private static Statistics all(Histogram histogram) {
    var all = new MultisetStatistics();
    histogram
        .recordedValues()
        .forEach(
            value ->
                all.addValue(
                    histogram.medianEquivalentValue(value.getValueIteratedTo()),
                    value.getCountAtValueIteratedTo()));
    return all;
  }

  private static List<double[]> raw(
      List<List<Histogram>> byFork, ToDoubleFunction<Histogram> value) {
    return byFork.stream().map(fork -> fork.stream().mapToDouble(value).toArray()).toList();
  }

  private static String plain(double percentile) {
    return percentile == Math.rint(percentile)
        ? String.valueOf((long) percentile)
        : String.valueOf(percentile);
  }
}
