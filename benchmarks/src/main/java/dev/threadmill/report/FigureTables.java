package dev.threadmill.report;

import dev.threadmill.questions.Names;
import dev.threadmill.report.ReportModel.Table;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartTable;
import dev.threadmill.report.chart.ChartTables;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Conditions;
import dev.threadmill.report.table.Figure;
import dev.threadmill.report.table.Source;
import dev.threadmill.report.table.Tail;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.results.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The figures of a report as tables to be read, with 95 % intervals in brackets.
final class FigureTables {
  private final List<Table> tables = new ArrayList<>();

  private FigureTables() {}

  static List<Table> of(List<Source> sources, ChartTables tables) {
    var all = new FigureTables();
    all.add(
        "All comparisons",
        List.of("Contender", "What", "Conditions", "Result", "Verdict", "On"),
        sources.stream().flatMap(Answer::all).map(FigureTables::comparison).toList());
    all.add(
        "Time of an operation",
        List.of("Benchmark", "Contender", "Threads", "Where", "Time", "Forks", "On"),
        tables.rows(ChartTable.THROUGHPUT).stream().map(FigureTables::time).toList());
    all.addLatencies(sources);
    all.add(
        "Reported beside the score",
        List.of("Benchmark", "Contender", "Threads", "Where", "What", "Value", "Forks", "On"),
        tables.rows(ChartTable.METRICS).stream()
            .filter(row -> row.text("unit").matches("\\w+/op|ops/s|%"))
            .filter(row -> row.number("score") != null)
            .map(FigureTables::reported)
            .toList());
    all.add(
        "Memory of one waiting thread",
        List.of("Kind", "Measure", "Waiting", "Deep", "Bytes", "On"),
        tables.rows(ChartTable.METRICS).stream()
            .filter(row -> row.text("unit").equals("B/thread"))
            .map(FigureTables::memory)
            .toList());
    return all.tables;
  }

  /// Adds a table that has rows, without the columns that no row fills.
  private void add(String caption, List<String> header, List<List<String>> rows) {
    var filled =
        IntStream.range(0, header.size())
            .filter(i -> rows.stream().anyMatch(row -> !row.get(i).isEmpty()))
            .boxed()
            .toList();
    if (!rows.isEmpty()) {
      tables.add(
          new Table(
              caption, only(filled, header), rows.stream().map(r -> only(filled, r)).toList()));
    }
  }

  private static List<String> only(List<Integer> columns, List<String> row) {
    return columns.stream().map(row::get).toList();
  }

  private static List<String> comparison(Answer answer) {
    var source = answer.source();
    var other = answer.comparison().other();
    var factor = answer.comparison().factor();
    var baseline = Conditions.side(source, answer.comparison().baseline(), factor);
    var quantity = answer.quantity();
    return List.of(
        Conditions.side(source, other, factor),
        Names.subject(other) + (quantity.isTime() ? "" : ", " + quantity.words()),
        Readable.listed(answer.shared(false), Conditions.all(other)),
        answer.relation().measured(quantity, baseline),
        answer.relation().shortVerdict(),
        source.machine() + ", JDK " + source.jdk(other));
  }

  private static List<String> time(ChartRow row) {
    boolean isHandedOver = !row.text("topology").isEmpty();
    var threads = row.text("threads");
    return List.of(
        row.text("benchmark"),
        row.text("contender").equals(row.text("benchmark")) ? "" : row.text("contender"),
        row.text("threadKind"),
        Readable.listed(
            row.text("topology"),
            parameter("capacity", row),
            isHandedOver || threads.isEmpty() ? "" : threads + " threads",
            parameter("batch", row),
            row.text("condition")),
        value(Quantity.TIME, row),
        row.text("forks"),
        where(row));
  }

  private static String parameter(String name, ChartRow row) {
    return row.text(name).isEmpty() ? "" : name + " " + row.text(name);
  }

  private static String where(ChartRow row) {
    var cores = row.text("cores").equals("0") ? "" : row.text("cores") + " CPUs";
    return Readable.listed(row.text("machine"), "JDK " + row.text("jdk"), cores);
  }

  /// A figure with its 95 % interval, or why there is none.
  private static String value(Quantity quantity, ChartRow row) {
    return Figure.of(row)
        .map(figure -> Readable.of(quantity, figure))
        .orElseGet(() -> row.text("status") + ": " + row.text("reason"));
  }

  private void addLatencies(List<Source> sources) {
    List<String> header = new ArrayList<>(List.of("Cell", "Name"));
    for (double percentile : Tail.PERCENTILES) {
      header.add(String.valueOf(percentile).replaceFirst("\\.0$", "") + " %");
    }
    header.addAll(List.of("Recorded", "Forks", "On"));
    List<List<String>> rows = new ArrayList<>();
    for (var source : sources) {
      for (var cell : source.run().cells()) {
        for (var name : LatencyFiles.names(source.ended(cell))) {
          var tails = source.tails(cell, name);
          List<String> row = new ArrayList<>(List.of(cell.id(), name));
          for (double percentile : Tail.PERCENTILES) {
            var figure = Tail.over(tails, percentile);
            row.add(figure.map(one -> Readable.briefly(Quantity.LATENCY, one)).orElse("–"));
          }
          row.add(String.valueOf(tails.stream().mapToLong(Tail::count).sum()));
          row.add(String.valueOf(tails.size()));
          row.add(source.machine() + ", JDK " + source.jdk(cell));
          rows.add(row);
        }
      }
    }
    add(
        "Latencies by percentile, the geometric mean over forks; a dash where too few were"
            + " recorded",
        header,
        rows);
  }

  private static List<String> reported(ChartRow row) {
    return List.of(
        row.text("benchmark"),
        row.text("contender"),
        row.text("threadKind"),
        row.text("condition"),
        row.text("metric").replace('.', ' '),
        Figure.of(row).map(figure -> Readable.in(row.text("unit"), figure)).orElse(""),
        row.text("forks"),
        where(row));
  }

  private static List<String> memory(ChartRow row) {
    return List.of(
        row.text("contender"),
        row.text("metric").replace('.', ' '),
        row.text("threads"),
        row.text("depth"),
        value(Quantity.MEMORY, row),
        where(row));
  }
}
