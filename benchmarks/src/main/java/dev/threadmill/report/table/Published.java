package dev.threadmill.report.table;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.results.Cell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Curves that others published of what threads share, each with its source. They are data, in
/// `published.json`, because nobody has all these machines.
///
/// @param latencies where the core-to-core latencies of the machines were published
record Published(
    String latencies,
    Map<String, Shared> subjects,
    Map<String, Publication> sources,
    Map<String, Clusters> machines,
    List<Series> series) {
  private static final double NANOS_IN_SECOND = 1e9;

  /// What threads share.
  ///
  /// @param contenders those of ours that do the same
  record Shared(String name, List<String> contenders) {}

  /// Who published a curve, and where.
  ///
  /// @param commit null where the place is no file of the repository
  record Publication(String repository, @Nullable String commit, String place, String how) {
    String words() {
      return repository + (commit == null ? "" : "@" + commit) + ": " + place;
    }
  }

  /// The clusters of a machine: the cores between which a line moves equally fast.
  ///
  /// @param hidden whether a virtual machine hides which of the clusters its CPUs are in
  /// @param inside the core-to-core latency in a cluster in ns; null where there is but one
  /// @param across the same between two clusters
  /// @param relative the machine that the latencies were measured on
  record Clusters(
      String name,
      int cluster,
      int clusters,
      boolean hidden,
      @Nullable Double inside,
      @Nullable Double across,
      @Nullable String relative) {}

  /// On which cores the threads ran: on those of one cluster until it is full, on each cluster in
  /// turn, or on any.
  enum Placing {
    FILLING,
    ALTERNATING,
    ANY
  }

  /// A curve.
  ///
  /// @param nanos by the number of threads, a core each, the time of an operation of all together
  record Series(
      String id,
      String subject,
      String machine,
      String source,
      Placing threads,
      @Nullable String note,
      SortedMap<Integer, Double> nanos) {}

  static Published ofThisJar() {
    var mapper =
        JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    try (var in = Published.class.getResourceAsStream("published.json")) {
      if (in == null) {
        throw new IllegalStateException("The jar has lost its published.json");
      }
      return mapper.readValue(in, Published.class);
    } catch (IOException e) {
      throw new UncheckedIOException("published.json in the jar is damaged", e);
    }
  }

  /// The published curves and those of a report over cores; nothing where the report has none.
  ///
  /// @param scaling the rows of the table `scaling`
  Stream<ChartRow> beside(List<ChartRow> scaling) {
    var ours = scaling.stream().flatMap(this::ours).toList();
    return ours.isEmpty()
        ? Stream.empty()
        : Stream.concat(series.stream().flatMap(this::rows), ours.stream());
  }

  private Stream<ChartRow> ours(ChartRow row) {
    if (!row.text("sweep").equals(Cell.CORES)
        || !row.text("threadKind").equals("platform")
        || row.number("score") == null) {
      return Stream.empty();
    }
    return subjects.values().stream()
        .filter(subject -> subject.contenders().contains(row.text("contender")))
        .map(
            subject ->
                row.only(
                        "machine",
                        "jdk",
                        "contender",
                        "condition",
                        "workers",
                        "score",
                        "low",
                        "high",
                        "bound",
                        "unit",
                        "forks",
                        "status",
                        "reason")
                    .with("subject", subject.name(), "ours", true, "source", ""));
  }

  private Stream<ChartRow> rows(Series one) {
    var machine = of(machines, one.machine());
    var start =
        ChartRow.of(
            "subject", of(subjects, one.subject()).name(),
            "ours", false,
            "machine", machine.name(),
            "clusters", machine.clusters(),
            "contender", one.id(),
            "condition", one.note() == null ? "" : one.note(),
            "source", of(sources, one.source()).words());
    return one.nanos().entrySet().stream()
        .map(
            point ->
                start
                    .with("workers", point.getKey())
                    .and(
                        ChartRow.figure(
                            NANOS_IN_SECOND / point.getValue(), null, null, "op/s", 0)));
  }

  static <T> T of(Map<String, T> all, String id) {
    var one = all.get(id);
    if (one == null) {
      throw new IllegalStateException("published.json has no " + id);
    }
    return one;
  }
}
