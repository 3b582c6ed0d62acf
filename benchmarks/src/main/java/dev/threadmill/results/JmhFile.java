package dev.threadmill.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.threadmill.recording.LatencyResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.MultisetStatistics;
import org.openjdk.jmh.util.Statistics;

/// A JMH file: `jmh.json`, which any tool reads that knows JMH's format, and the files of any
/// suite.
///
/// What is written has the keys that JMH writes, in JMH's order, and JMH's own statistics, which
/// pool the iterations of all forks. The axes of a cell are among its parameters, and those are in
/// the order of their names, as JMH has them.
final class JmhFile {
  static final String NAME = "jmh.json";

  private static final double CONFIDENCE = 0.999;
  private static final double[] PERCENTILES = {
    0.0, 50.0, 90.0, 95.0, 99.0, 99.9, 99.99, 99.999, 99.9999, 100.0
  };

  /// Samples in nanoseconds that are kept; larger ones count as this, about an hour.
  private static final long LONGEST_SAMPLE = 4_000_000_000_000L;

  /// No call is seen more often; beyond it, sums overflow.
  private static final long MOST_CALLS = 1_000_000_000_000L;

  private static final Pattern PERCENTILE = Pattern.compile("(.*·)?p\\d+\\.\\d+");

  /// Under this name the times of single calls are recorded that JMH sampled.
  static final String SAMPLES = "sample";

  private JmhFile() {}

  /// What the file says of the cells that have forks.
  static List<Map<String, Object>> of(List<Cell> cells, List<ForkRecord> forks) {
    var byCell =
        forks.stream().filter(ForkRecord::isOk).collect(Collectors.groupingBy(ForkRecord::cell));
    return cells.stream()
        .flatMap(cell -> Stream.ofNullable(byCell.get(cell.id())).map(own -> entry(cell, own)))
        .toList();
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
    entry.putAll(Json.MAPPER.convertValue(setting, new TypeReference<Map<String, Object>>() {}));
    if (!cell.coordinates().isEmpty()) {
      entry.put("params", new TreeMap<>(cell.coordinates()));
    }
    var scores = forks.stream().map(ForkRecord::scores).toList();
    entry.put("primaryMetric", metric(scores, String.valueOf(forks.getFirst().unit())));
    entry.put("secondaryMetrics", secondary(forks));
    return entry;
  }

  private static Map<String, Object> secondary(List<ForkRecord> forks) {
    var metrics = new TreeMap<String, Object>();
    forks.stream()
        .flatMap(fork -> fork.measured().stream())
        .flatMap(iteration -> iteration.metrics().entrySet().stream())
        .forEach(
            one ->
                metrics.computeIfAbsent(
                    one.getKey(),
                    name ->
                        metric(
                            forks.stream().map(fork -> fork.values(name).toArray()).toList(),
                            one.getValue().unit())));
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
    var byFork = forks.stream().map(fork -> LatencyFiles.histograms(name, fork)).toList();
    var merged = new Histogram(3);
    byFork.forEach(fork -> fork.forEach(merged::add));
    var all = new MultisetStatistics();
    for (var value : merged.recordedValues()) {
      all.addValue(
          merged.medianEquivalentValue(value.getValueIteratedTo()),
          value.getCountAtValueIteratedTo());
    }
    metrics.put(name, metric(all, raw(byFork, Histogram::getMean), "ns"));
    LatencyResult.percentiles(name)
        .forEach(
            (label, percentile) -> {
              var score =
                  new ListStatistics(new double[] {merged.getValueAtPercentile(percentile)});
              var raw = raw(byFork, one -> one.getValueAtPercentile(percentile));
              metrics.put(label, metric(score, raw, "ns"));
            });
  }

  private static List<double[]> raw(
      List<List<Histogram>> byFork, ToDoubleFunction<Histogram> value) {
    return byFork.stream().map(fork -> fork.stream().mapToDouble(value).toArray()).toList();
  }

  private static Map<String, Object> metric(List<double[]> raw, String unit) {
    return metric(
        new ListStatistics(raw.stream().flatMapToDouble(Arrays::stream).toArray()), raw, unit);
  }

  private static Map<String, Object> metric(Statistics all, List<double[]> raw, String unit) {
    var percentiles = new LinkedHashMap<String, Object>();
    for (double percentile : PERCENTILES) {
      percentiles.put(String.valueOf(percentile), all.getPercentile(percentile));
    }
    var metric = new LinkedHashMap<String, Object>();
    metric.put("score", all.getMean());
    metric.put("scoreError", all.getMeanErrorAt(CONFIDENCE));
    metric.put("scoreConfidence", all.getConfidenceIntervalAt(CONFIDENCE));
    metric.put("scorePercentiles", percentiles);
    metric.put("scoreUnit", unit);
    metric.put("rawData", raw);
    return metric;
  }

  /// Reads what JMH wrote for any suite. A benchmark that cannot be used is there without a score,
  /// and takes none of the others with it.
  static Run read(Path file) {
    var tree = Json.read(file, JsonNode.class, "is not JSON");
    if (!tree.isArray() || tree.isEmpty()) {
      throw new Unusable(file + " is not a result of JMH, which is a list of benchmarks");
    }
    Inspection.size(file, tree);
    Map<String, Set<String>> modes = new HashMap<>();
    for (JsonNode entry : tree) {
      var name = entry.path("benchmark").asText();
      modes.computeIfAbsent(name, any -> new HashSet<>()).add(entry.path("mode").asText());
    }
    Map<String, List<Cell>> groups = new LinkedHashMap<>();
    List<ForkRecord> forks = new ArrayList<>();
    Map<String, Integer> rounds = new HashMap<>();
    for (int i = 0; i < tree.size(); i++) {
      var entry = tree.get(i);
      var cell = cell(entry, modes);
      try {
        Inspection.of(cell);
      } catch (IllegalArgumentException e) {
        throw new Unusable(
            file + " is not a result of JMH: in its entry " + (i + 1) + " " + e.getMessage(), e);
      }
      // Of files that were put together the same benchmark has the forks of all.
      if (!rounds.containsKey(cell.id())) {
        groups.computeIfAbsent(cell.group(), any -> new ArrayList<>()).add(cell);
      }
      int before = forks.size();
      addForks(cell, rounds.getOrDefault(cell.id(), 0), entry, forks);
      rounds.merge(cell.id(), forks.size() - before, Integer::sum);
    }
    if (forks.stream().noneMatch(ForkRecord::isOk)) {
      var why = forks.stream().map(fork -> ", such as " + fork.cell() + ": " + fork.reason());
      throw new Unusable(file + " has no benchmark that can be used" + why.findFirst().orElse(""));
    }
    var named = String.valueOf(file.getFileName());
    List<RunManifest.Group> all = new ArrayList<>();
    groups.forEach((name, cells) -> all.add(new RunManifest.Group(name, cells)));
    return new Run(named, file, null, all, forks, List.of());
  }

  private static Cell cell(JsonNode entry, Map<String, Set<String>> modes) {
    var name = entry.path("benchmark").asText();
    var mode = entry.path("mode").asText();
    Map<String, String> params = new LinkedHashMap<>();
    for (var param : entry.path("params").properties()) {
      params.put(param.getKey(), param.getValue().asText());
    }
    var several = modes.getOrDefault(name, Set.of()).size() > 1;
    return new Cell(several ? Cell.inMode(name, mode) : name, mode, params, null, null, null);
  }

  /// @param rounds of the cell that earlier entries had
  private static void addForks(Cell cell, int rounds, JsonNode entry, List<ForkRecord> forks) {
    var metric = entry.path("primaryMetric");
    var unit = metric.path("scoreUnit").asText();
    var raw = metric.path(metric.has("rawData") ? "rawData" : "rawDataHistogram");
    @Nullable Setting setting = null;
    var fault = "a mean without raw data";
    if (raw.isArray() && !raw.isEmpty()) {
      try {
        setting = Json.MAPPER.treeToValue(entry, Setting.class);
      } catch (JsonProcessingException e) {
        fault = "JMH did not write it: " + Json.reason(e);
      }
    }
    if (setting == null) {
      forks.add(fork(cell, 1, forks.size() + 1, unit, null, List.of()).failed(fault));
      return;
    }
    var metrics = metrics(entry.path("secondaryMetrics"), raw);
    for (int k = 0; k < raw.size(); k++) {
      List<Iteration> iterations = new ArrayList<>(raw.get(k).size());
      for (int i = 0; i < raw.get(k).size(); i++) {
        var value = raw.get(k).path(i);
        var own = metrics.get(k).get(i);
        iterations.add(
            value.isArray()
                ? sampled(value, unit, own)
                : new Iteration(
                    false, value.isNumber() ? value.doubleValue() : Double.NaN, own, Map.of()));
      }
      var fork = fork(cell, rounds + k + 1, forks.size() + 1, unit, setting, iterations);
      forks.add(Inspection.failingOnFault(fork));
    }
  }

  private static ForkRecord fork(
      Cell cell,
      int round,
      int position,
      String unit,
      @Nullable Setting setting,
      List<Iteration> iterations) {
    var ok = ForkRecord.Outcome.OK;
    return new ForkRecord(
        cell.id(), round, position, 1, ok, null, "", 0, unit, setting, iterations, null);
  }

  /// An iteration of single calls, each a value with how often it was seen.
  private static Iteration sampled(
      JsonNode calls, String unit, Map<String, Iteration.Metric> metrics) {
    double nanos = TimeUnits.nanosOfScore(unit).orElse(1.0);
    var histogram = new Histogram(3);
    double sum = 0;
    long count = 0;
    for (JsonNode call : calls) {
      double value = call.path(0).asDouble();
      long times = call.path(1).asLong();
      if (value >= 0 && times > 0 && times <= MOST_CALLS) {
        histogram.recordValueWithCount(Math.min(LONGEST_SAMPLE, Math.round(value * nanos)), times);
        sum += value * times;
        count += times;
      }
    }
    return new Iteration(
        false,
        count == 0 ? Double.NaN : sum / count,
        metrics,
        Map.of(SAMPLES, LatencyFiles.latency(histogram)));
  }

  /// What profilers and counters reported, by fork and iteration of the raw data; the percentiles
  /// of samples are in their histogram.
  private static List<List<Map<String, Iteration.Metric>>> metrics(
      JsonNode secondary, JsonNode raw) {
    List<List<Map<String, Iteration.Metric>>> all = new ArrayList<>(raw.size());
    for (JsonNode fork : raw) {
      all.add(new ArrayList<>(Collections.nCopies(fork.size(), Map.of())));
    }
    for (var metric : secondary.properties()) {
      var name = metric.getKey().replaceFirst("^·", "");
      if (PERCENTILE.matcher(name).matches()) {
        continue;
      }
      var unit = metric.getValue().path("scoreUnit").asText();
      var reported = metric.getValue().path("rawData");
      for (int k = 0; k < Math.min(reported.size(), raw.size()); k++) {
        var own = all.get(k);
        for (int i = 0; i < Math.min(reported.path(k).size(), own.size()); i++) {
          double value = reported.path(k).path(i).asDouble(Double.NaN);
          if (Double.isFinite(value)) {
            if (own.get(i).isEmpty()) {
              own.set(i, new LinkedHashMap<>(2)); // most have few, and there may be millions
            }
            own.get(i).put(name, new Iteration.Metric(value, unit));
          }
        }
      }
    }
    return all;
  }
}
