package dev.threadmill.report;

import dev.threadmill.questions.Names;
import dev.threadmill.questions.Questions;
import dev.threadmill.report.ReportModel.Table;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartTable;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Conditions;
import dev.threadmill.report.table.RunTables;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The figures of a report as tables to be read.
final class FigureTables {
  private static final String INTERVAL = "95 % interval";

  private FigureTables() {}

  /// The figures that the headline questions are answered by.
  static List<Table> headlines(List<Source> sources) {
    return ratios(
            "The figures behind the answers",
            sources.stream()
                .flatMap(
                    source ->
                        Questions.all().stream()
                            .flatMap(
                                question ->
                                    Answer.typical(question, Answer.to(question, source))
                                        .stream())))
        .toList();
  }

  static List<Table> of(List<Source> sources, RunTables tables) {
    List<Table> all = new ArrayList<>();
    ratios(
            "All comparisons",
            sources.stream()
                .flatMap(
                    source ->
                        Arrays.stream(Quantity.values())
                            .flatMap(quantity -> Answer.all(source, quantity))))
        .forEach(all::add);
    families(tables).forEach(all::add);
    LatencyTable.of(sources).forEach(all::add);
    footprint(tables).forEach(all::add);
    LawTable.of(tables.curves()).forEach(all::add);
    return all;
  }

  private static Stream<ChartRow> rows(RunTables tables, ChartTable table) {
    return tables.charts().rows(table).stream();
  }

  private static Stream<Table> ratios(String caption, Stream<Answer> answers) {
    return table(
        caption,
        List.of("Contender", "What", "Conditions", "Result", "Verdict", "On"),
        answers.map(FigureTables::comparison));
  }

  private static List<String> comparison(Answer answer) {
    var source = answer.source();
    var other = answer.comparison().other();
    var factor = answer.comparison().factor();
    var baseline = Conditions.side(source, answer.comparison().baseline(), factor);
    return List.of(
        Conditions.side(source, other, factor),
        Names.subject(other)
            + (answer.quantity() == Quantity.TIME ? "" : ", " + answer.quantity().words()),
        Stream.of(Sentence.shared(answer, false), Conditions.all(other))
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining(", ")),
        answer.relation().measured(answer.quantity()) + " than " + baseline,
        answer.relation().shortVerdict(),
        source.machine() + ", JDK " + source.jdk(other));
  }

  private static Stream<Table> families(RunTables tables) {
    var rows = rows(tables, ChartTable.THROUGHPUT).toList();
    return rows.stream()
        .map(row -> row.text("family"))
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
                        .filter(row -> row.text("family").equals(family))
                        .map(FigureTables::time)));
  }

  private static List<String> time(ChartRow row) {
    boolean handsOver = !row.text("topology").isEmpty();
    return List.of(
        row.text("benchmark"),
        row.text("contender"),
        row.text("threadKind"),
        Stream.of(
                row.text("topology"),
                parameter("capacity", row),
                handsOver || row.number("threads") == null ? "" : row.text("threads") + " threads",
                parameter("batch", row),
                row.text("condition"))
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining(", ")),
        value(Quantity.TIME, row),
        interval(Quantity.TIME, row),
        row.text("forks"),
        where(row));
  }

  private static String parameter(String name, ChartRow row) {
    return row.text(name).isEmpty() ? "" : name + " " + row.text(name);
  }

  private static Stream<Table> footprint(RunTables tables) {
    return table(
        "Memory of one waiting thread",
        List.of("Kind", "Measure", "Waiting", "Deep", "Bytes", INTERVAL, "On"),
        rows(tables, ChartTable.FOOTPRINT)
            .map(
                row ->
                    List.of(
                        row.text("contender"),
                        row.text("metric").replace('.', ' '),
                        row.text("threads"),
                        row.text("depth"),
                        value(Quantity.MEMORY, row),
                        interval(Quantity.MEMORY, row),
                        where(row))));
  }

  private static String value(Quantity quantity, ChartRow row) {
    var score = row.number("score");
    return score == null
        ? row.text("status") + ": " + row.text("reason")
        : Readable.of(quantity, score);
  }

  private static String interval(Quantity quantity, ChartRow row) {
    return Readable.interval(quantity, row.number("low"), row.number("high"));
  }

  private static String where(ChartRow row) {
    return row.text("machine")
        + ", JDK "
        + row.text("jdk")
        + (row.text("cores").equals("0") ? "" : ", " + row.text("cores") + " CPUs");
  }

  /// A table, or none without rows.
  static Stream<Table> table(String caption, List<String> header, Stream<List<String>> rows) {
    var all = rows.toList();
    return all.isEmpty() ? Stream.empty() : Stream.of(new Table(caption, header, all));
  }
}
