package dev.threadmill.report.table;

import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartTable;
import dev.threadmill.report.chart.ChartTables;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Makes the tables of a report on one or several runs.
public final class RunTables {
  /// More than any chart shows; all of a long run would fill the page with what nobody looks at.
  private static final int MOST_TRACES = 24;

  private RunTables() {}

  /// Everything that the runs hold, in the order of the runs and of their plans.
  public static ChartTables of(List<Source> sources) {
    var conditions = new Conditions(sources);
    Map<ChartTable, List<ChartRow>> rows = new EnumMap<>(ChartTable.class);
    List<Trace> traces = new ArrayList<>();
    for (var source : sources) {
      var cells = new CellRows(source, conditions);
      add(rows, ChartTable.THROUGHPUT, cells.throughput());
      add(rows, ChartTable.SWITCHES, cells.switches());
      add(rows, ChartTable.PINNING, cells.pinning());
      add(rows, ChartTable.RATIOS, new RatioRows(source, conditions, cells).all());
      add(rows, ChartTable.LATENCY, cells.latency());
      add(rows, ChartTable.SCALING, cells.scaling());
      var metrics = cells.metrics().toList();
      add(rows, ChartTable.METRICS, metrics.stream());
      add(
          rows,
          ChartTable.FOOTPRINT,
          metrics.stream().filter(row -> row.text("unit").equals(CellRows.BYTES_A_THREAD)));
      add(
          rows,
          ChartTable.FAIRNESS,
          metrics.stream().filter(row -> row.text("metric").startsWith("share.")));
      add(rows, ChartTable.MACHINES, machines(source));
      add(rows, ChartTable.CORES, cells.cores());
      source.run().cells().stream()
          .filter(cell -> !source.isPaced(cell) && !source.ended(cell).isEmpty())
          .forEach(cell -> traces.add(new Trace(source, cells, cell)));
    }
    traces.sort(Comparator.comparingDouble(Trace::spread).reversed());
    for (int i = 0; i < Math.min(traces.size(), MOST_TRACES); i++) {
      add(rows, ChartTable.TRACES, traces.get(i).rows(i + 1));
    }
    return new ChartTables(rows);
  }

  private static void add(
      Map<ChartTable, List<ChartRow>> rows, ChartTable table, Stream<ChartRow> more) {
    more.forEach(rows.computeIfAbsent(table, any -> new ArrayList<>())::add);
  }

  private static Stream<ChartRow> machines(Source source) {
    var fingerprint = source.run().fingerprint();
    if (fingerprint == null) {
      return Stream.empty();
    }
    var processor = fingerprint.processor();
    var system = fingerprint.system();
    long noticed =
        source.analysis().cells().stream()
            .flatMap(cell -> cell.warnings().stream())
            .map(Finding::check)
            .distinct()
            .count();
    var machine =
        ChartRow.of(
            "machine", source.machine(),
            "cpu", Objects.requireNonNullElse(processor.model(), processor.architecture()),
            "cores", processor.cores(),
            "processors", processor.threads(),
            "memory", system.memoryBytes(),
            "system",
                (system.name() + " " + Objects.requireNonNullElse(system.kernel(), "")).strip(),
            "warnings", (int) noticed);
    return source.jdks().stream().map(jdk -> machine.with("jdk", jdk));
  }

  /// A cell whose iterations may be shown one by one.
  private record Trace(Source source, CellRows cells, Cell cell) {
    /// How far the forks lie apart; single forks, which lie apart from none, come last.
    double spread() {
      var score = source.result(cell).score();
      return score == null || Double.isNaN(score.forkSpread()) ? -1 : score.forkSpread();
    }

    Stream<ChartRow> rows(int rank) {
      var forks = source.ended(cell);
      double median =
          Quantiles.median(
              forks.stream().map(ForkRecord::scores).flatMapToDouble(Arrays::stream).toArray());
      var start = cells.place(cell, Set.of()).with("spread", rank);
      List<ChartRow> rows = new ArrayList<>();
      for (int f = 0; f < forks.size(); f++) {
        var iterations = forks.get(f).iterations();
        for (int i = 0; i < iterations.size(); i++) {
          var iteration = iterations.get(i);
          rows.add(
              start.with(
                  "fork",
                  f + 1,
                  "iteration",
                  i + 1,
                  "phase",
                  iteration.warmup() ? "warm-up" : "measurement",
                  "relative",
                  iteration.score() / median));
        }
      }
      return rows.stream();
    }
  }
}
