package dev.threadmill.results;

import dev.threadmill.recording.LatencyResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.MultisetStatistics;
import org.openjdk.jmh.util.Statistics;

/// `jmh.json`: a run in JMH's own format, for any tool that reads that.
///
/// It has the keys that JMH writes, in JMH's order, and JMH's own statistics, which pool the
/// iterations of all forks. The axes of a cell are among its parameters, and those are in the
/// order of their names, as JMH has them.
final class JmhFile {
  static final String NAME = "jmh.json";

  private static final double CONFIDENCE = 0.999;
  private static final double[] PERCENTILES = {
    0.0, 50.0, 90.0, 95.0, 99.0, 99.9, 99.99, 99.999, 99.9999, 100.0
  };

  private JmhFile() {}

  /// What the file says of the cells that have forks.
  static List<Map<String, Object>> of(List<Cell> cells, List<ForkRecord> forks) {
    Map<String, List<ForkRecord>> byCell = new LinkedHashMap<>();
    forks.stream()
        .filter(ForkRecord::isOk)
        .forEach(fork -> byCell.computeIfAbsent(fork.cell(), id -> new ArrayList<>()).add(fork));
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Cell cell : cells) {
      var own = byCell.get(cell.id());
      if (own != null) {
        entries.add(entry(cell, own));
      }
    }
    return entries;
  }

  private static Map<String, Object> entry(Cell cell, List<ForkRecord> forks) {
    var entry = new LinkedHashMap<String, Object>();
    Setting setting = forks.getFirst().setting();
    if (setting == null) {
      throw new Unusable("A fork of " + cell.id() + " ended well but has no setting");
    }
    entry.put("jmhVersion", setting.jmhVersion());
    entry.put("benchmark", cell.benchmark());
    entry.put("mode", cell.mode());
    entry.put("threads", setting.threads());
    entry.put("forks", forks.size());
    entry.put("jvm", setting.jvm());
    entry.put("jvmArgs", setting.jvmArgs());
    entry.put("jdkVersion", setting.jdkVersion());
    entry.put("vmName", setting.vmName());
    entry.put("vmVersion", setting.vmVersion());
    entry.put("warmupIterations", setting.warmupIterations());
    entry.put("warmupTime", setting.warmupTime());
    entry.put("warmupBatchSize", setting.warmupBatchSize());
    entry.put("measurementIterations", setting.measurementIterations());
    entry.put("measurementTime", setting.measurementTime());
    entry.put("measurementBatchSize", setting.measurementBatchSize());
    if (!cell.coordinates().isEmpty()) {
      entry.put("params", new TreeMap<>(cell.coordinates()));
    }
    entry.put(
        "primaryMetric",
        metric(
            forks.stream().map(ForkRecord::scores).toList(),
            String.valueOf(forks.getFirst().unit())));
    entry.put("secondaryMetrics", secondary(forks));
    return entry;
  }

  private static Map<String, Object> secondary(List<ForkRecord> forks) {
    Set<String> names = new LinkedHashSet<>();
    forks.forEach(
        fork -> fork.measured().forEach(iteration -> names.addAll(iteration.metrics().keySet())));
    var metrics = new TreeMap<String, Object>();
    names.forEach(name -> metrics.put(name, secondary(name, forks)));
    for (String name : LatencyFiles.names(forks)) {
      addLatencies(name, forks, metrics);
    }
    return metrics;
  }

  /// Adds the latencies of a name all together, and its percentiles beside them.
  ///
  /// The score is of all iterations merged, for percentiles cannot be averaged; the raw data are of
  /// each iteration by itself.
  private static void addLatencies(
      String name, List<ForkRecord> forks, Map<String, Object> metrics) {
    var merged = new Histogram(3);
    List<List<Histogram>> byFork = new ArrayList<>();
    for (ForkRecord fork : forks) {
      var iterations =
          fork.measured().stream()
              .map(iteration -> iteration.latencies().get(name))
              .filter(Objects::nonNull)
              .map(LatencyFiles::histogram)
              .toList();
      iterations.forEach(merged::add);
      byFork.add(iterations);
    }
    var all = new MultisetStatistics();
    for (var value : merged.recordedValues()) {
      all.addValue(
          merged.medianEquivalentValue(value.getValueIteratedTo()),
          value.getCountAtValueIteratedTo());
    }
    metrics.put(name, metric(all, raw(byFork, Histogram::getMean), "ns"));
    LatencyResult.percentiles(name)
        .forEach(
            (label, percentile) ->
                metrics.put(
                    label,
                    metric(
                        new ListStatistics(new double[] {merged.getValueAtPercentile(percentile)}),
                        raw(byFork, one -> one.getValueAtPercentile(percentile)),
                        "ns")));
  }

  private static List<double[]> raw(
      List<List<Histogram>> byFork, ToDoubleFunction<Histogram> value) {
    return byFork.stream().map(fork -> fork.stream().mapToDouble(value).toArray()).toList();
  }

  private static Map<String, Object> secondary(String name, List<ForkRecord> forks) {
    List<double[]> raw = new ArrayList<>();
    String unit = "#";
    for (ForkRecord fork : forks) {
      var values =
          fork.measured().stream()
              .map(iteration -> iteration.metrics().get(name))
              .filter(Objects::nonNull)
              .toList();
      raw.add(values.stream().mapToDouble(Iteration.Metric::value).toArray());
      if (!values.isEmpty()) {
        unit = values.getFirst().unit();
      }
    }
    return metric(raw, unit);
  }

  private static Map<String, Object> metric(List<double[]> raw, String unit) {
    return metric(
        new ListStatistics(raw.stream().flatMapToDouble(Arrays::stream).toArray()), raw, unit);
  }

  private static Map<String, Object> metric(Statistics all, List<double[]> raw, String unit) {
    double mean = all.getMean();
    double error = all.getMeanErrorAt(CONFIDENCE);
    var percentiles = new LinkedHashMap<String, Object>();
    for (double percentile : PERCENTILES) {
      percentiles.put(String.valueOf(percentile), all.getPercentile(percentile));
    }
    var metric = new LinkedHashMap<String, Object>();
    metric.put("score", mean);
    metric.put("scoreError", error);
    metric.put("scoreConfidence", all.getConfidenceIntervalAt(CONFIDENCE));
    metric.put("scorePercentiles", percentiles);
    metric.put("scoreUnit", unit);
    metric.put("rawData", raw);
    return metric;
  }
}
