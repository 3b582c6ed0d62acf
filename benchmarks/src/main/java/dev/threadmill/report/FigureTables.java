package dev.threadmill.report;

import dev.threadmill.report.ReportModel.Table;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartRow.Estimate;
import dev.threadmill.report.chart.ChartTable;
import dev.threadmill.report.table.RunTables;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The figures of a report as tables to be read.
final class FigureTables {
  private static final String INTERVAL = "95 % interval";

  private FigureTables() {}

  /// The figures that the headline questions are answered by.
  static List<Table> headlines(RunTables tables) {
    return ratios(
            "The ratios behind the answers: below 1 the one named first is better", tables, true)
        .toList();
  }

  static List<Table> of(List<Source> sources, RunTables tables) {
    List<Table> all = new ArrayList<>();
    ratios(
            "Ratios of time, or of what is named: below 1 the one named first is better",
            tables,
            false)
        .forEach(all::add);
    families(tables).forEach(all::add);
    LatencyTable.of(sources).forEach(all::add);
    footprint(tables).forEach(all::add);
    LawTable.of(tables.curves()).forEach(all::add);
    return all;
  }

  private static <T> Stream<T> rows(RunTables tables, ChartTable table, Class<T> type) {
    return tables.charts().rows(table).stream().map(type::cast);
  }

  private static Stream<Table> ratios(String caption, RunTables tables, boolean headlinesOnly) {
    return table(
        caption,
        List.of("Compared", "What", "Ratio", INTERVAL, "Verdict", "On"),
        rows(tables, ChartTable.RATIOS, ChartRow.Ratio.class)
            .filter(row -> row.headline() || !headlinesOnly)
            .map(
                row ->
                    List.of(
                        row.cell().contender() + " / " + row.baseline(),
                        row.label(),
                        figure(row.estimate()),
                        row.estimate().low() == null || row.estimate().high() == null
                            ? "–"
                            : Figures.number(row.estimate().low())
                                + " to "
                                + Figures.number(row.estimate().high()),
                        row.verdict().isEmpty() ? row.estimate().reason() : row.verdict(),
                        where(row.cell()))));
  }

  private static String figure(Estimate estimate) {
    return estimate.score() == null ? estimate.status() : Figures.number(estimate.score());
  }

  private static Stream<Table> families(RunTables tables) {
    var rows = rows(tables, ChartTable.THROUGHPUT, ChartRow.Throughput.class).toList();
    return rows.stream()
        .map(row -> row.cell().family())
        .distinct()
        .flatMap(
            family ->
                table(
                    "Time of an operation" + (family.isEmpty() ? "" : ": " + family),
                    List.of(
                        "Benchmark",
                        "Contender",
                        "Threads",
                        "Where",
                        "Time",
                        INTERVAL,
                        "Forks",
                        "On"),
                    rows.stream()
                        .filter(row -> row.cell().family().equals(family))
                        .map(FigureTables::time)));
  }

  private static List<String> time(ChartRow.Throughput row) {
    var cell = row.cell();
    return List.of(
        cell.benchmark(),
        cell.contender(),
        cell.threadKind(),
        Stream.of(
                row.topology(),
                row.capacity().isEmpty() ? "" : "capacity " + row.capacity(),
                row.topology().isEmpty() && row.threads() != null ? row.threads() + " threads" : "",
                row.batch() == null ? "" : "batch " + row.batch(),
                cell.condition())
            .filter(words -> !words.isEmpty())
            .reduce((one, two) -> one + ", " + two)
            .orElse(""),
        value(Quantity.TIME, row.estimate()),
        interval(Quantity.TIME, row.estimate()),
        String.valueOf(row.estimate().forks()),
        where(cell));
  }

  private static Stream<Table> footprint(RunTables tables) {
    return table(
        "Memory of one waiting thread",
        List.of("Kind", "Measure", "Waiting", "Deep", "Bytes", INTERVAL, "On"),
        rows(tables, ChartTable.FOOTPRINT, ChartRow.Footprint.class)
            .map(
                row ->
                    List.of(
                        row.cell().contender(),
                        row.measure(),
                        String.valueOf(row.threads()),
                        String.valueOf(row.depth()),
                        value(Quantity.MEMORY, row.estimate()),
                        interval(Quantity.MEMORY, row.estimate()),
                        where(row.cell()))));
  }

  private static String value(Quantity quantity, Estimate estimate) {
    return estimate.score() == null
        ? estimate.status() + ": " + estimate.reason()
        : Readable.of(quantity, estimate.score());
  }

  private static String interval(Quantity quantity, Estimate estimate) {
    return Readable.interval(quantity, estimate.low(), estimate.high());
  }

  private static String where(ChartRow.Cell cell) {
    return cell.machine()
        + ", JDK "
        + cell.jdk()
        + (cell.cores() == 0 ? "" : ", " + cell.cores() + " CPUs");
  }

  /// A table, or none without rows.
  static Stream<Table> table(String caption, List<String> header, Stream<List<String>> rows) {
    var all = rows.toList();
    return all.isEmpty() ? Stream.empty() : Stream.of(new Table(caption, header, all));
  }
}
