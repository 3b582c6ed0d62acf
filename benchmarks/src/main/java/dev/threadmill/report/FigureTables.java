package dev.threadmill.report;

import dev.threadmill.questions.Names;
import dev.threadmill.questions.Questions;
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
import dev.threadmill.stats.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/// The figures of a report as tables to be read, with 95 % intervals in brackets.
final class FigureTables {
  /// The caption by which the page finds the table of percentiles.
  static final String LATENCIES =
      "Latencies by percentile, the geometric mean over forks; a dash where too few were recorded";

  private final List<Table> tables = new ArrayList<>();

  private FigureTables() {}

  static List<Table> headlines(List<Source> sources) {
    var headlines = new FigureTables();
    headlines.addComparisons("The figures behind the answers", sources, FigureTables::answers);
    return headlines.tables;
  }

  private static Stream<Answer> answers(Source source) {
    return Questions.all().stream()
        .flatMap(question -> Answer.typical(question, Answer.to(question, source)).stream());
  }

  static List<Table> of(List<Source> sources, ChartTables tables) {
    var all = new FigureTables();
    all.addComparisons("All comparisons", sources, Answer::all);
    all.addTimes(tables.rows(ChartTable.THROUGHPUT));
    all.addLatencies(sources);
    all.addMemory(tables.rows(ChartTable.FOOTPRINT));
    return all.tables;
  }

  private void add(String caption, List<String> header, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      tables.add(new Table(caption, header, rows));
    }
  }

  private void addComparisons(
      String caption, List<Source> sources, Function<Source, Stream<Answer>> answers) {
    var rows = sources.stream().flatMap(answers).map(FigureTables::comparison).toList();
    var header = List.of("Contender", "What", "Conditions", "Result", "Verdict", "On");
    add(caption, header, rows);
  }

  private static List<String> comparison(Answer answer) {
    var source = answer.source();
    var other = answer.comparison().other();
    var factor = answer.comparison().factor();
    var baseline = Conditions.side(source, answer.comparison().baseline(), factor);
    var quantity = answer.quantity();
    return List.of(
        Conditions.side(source, other, factor),
        Names.subject(other) + (quantity == Quantity.TIME ? "" : ", " + quantity.words()),
        Readable.listed(Sentence.shared(answer, false), Conditions.all(other)),
        answer.relation().measured(quantity) + " than " + baseline,
        answer.relation().shortVerdict(),
        source.machine() + ", JDK " + source.jdk(other));
  }

  private void addTimes(List<ChartRow> cells) {
    var header = List.of("Benchmark", "Contender", "Threads", "Where", "Time", "Forks", "On");
    Map<String, List<List<String>>> families = new LinkedHashMap<>();
    for (var row : cells) {
      families.computeIfAbsent(row.text("family"), any -> new ArrayList<>()).add(time(row));
    }
    families.forEach(
        (family, rows) ->
            add("Time of an operation" + (family.isEmpty() ? "" : ": " + family), header, rows));
  }

  private static List<String> time(ChartRow row) {
    boolean isHandedOver = !row.text("topology").isEmpty();
    var threads = row.text("threads");
    return List.of(
        row.text("benchmark"),
        row.text("contender"),
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
    var score = row.number("score");
    var low = row.number("low");
    var high = row.number("high");
    double forks = Objects.requireNonNullElse(row.number("forks"), 0.0);
    var interval = low == null || high == null ? null : new Interval(low, high);
    return score == null
        ? row.text("status") + ": " + row.text("reason")
        : Readable.of(quantity, new Figure(score, interval, (int) forks));
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
            var figure = Tail.over(tails, percentile).map(Figure::value);
            row.add(figure.map(Readable::nanos).orElse("–"));
          }
          row.add(String.valueOf(tails.stream().mapToLong(Tail::count).sum()));
          row.add(String.valueOf(tails.size()));
          row.add(source.machine() + ", JDK " + source.jdk(cell));
          rows.add(row);
        }
      }
    }
    add(LATENCIES, header, rows);
  }

  private void addMemory(List<ChartRow> cells) {
    List<List<String>> rows = new ArrayList<>();
    for (var row : cells) {
      rows.add(
          List.of(
              row.text("contender"),
              row.text("metric").replace('.', ' '),
              row.text("threads"),
              row.text("depth"),
              value(Quantity.MEMORY, row),
              where(row)));
    }
    var header = List.of("Kind", "Measure", "Waiting", "Deep", "Bytes", "On");
    add("Memory of one waiting thread", header, rows);
  }
}
