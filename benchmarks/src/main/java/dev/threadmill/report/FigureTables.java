package dev.threadmill.report;

import dev.threadmill.questions.Names;
import dev.threadmill.questions.Questions;
import dev.threadmill.report.ReportModel.Table;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartTable;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Conditions;
import dev.threadmill.report.table.Figure;
import dev.threadmill.report.table.RunTables;
import dev.threadmill.report.table.ScalingCurve;
import dev.threadmill.report.table.Source;
import dev.threadmill.report.table.Tail;
import dev.threadmill.results.Cell;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.scaling.UslFit;
import dev.threadmill.stats.scaling.Withheld;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The figures of a report as tables to be read, with 95 % intervals in brackets.
final class FigureTables {
  /// The caption by which the page finds the table of percentiles.
  static final String LATENCIES =
      "Latencies by percentile, the geometric mean over forks; a dash where too few were recorded";

  private FigureTables() {}

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
    latencies(sources).forEach(all::add);
    footprint(tables).forEach(all::add);
    laws(tables.curves()).forEach(all::add);
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
        where(source, other));
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
                    List.of("Benchmark", "Contender", "Threads", "Where", "Time", "Forks", "On"),
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
        row.text("forks"),
        where(row));
  }

  private static String parameter(String name, ChartRow row) {
    return row.text(name).isEmpty() ? "" : name + " " + row.text(name);
  }

  private static Stream<Table> footprint(RunTables tables) {
    return table(
        "Memory of one waiting thread",
        List.of("Kind", "Measure", "Waiting", "Deep", "Bytes", "On"),
        rows(tables, ChartTable.FOOTPRINT)
            .map(
                row ->
                    List.of(
                        row.text("contender"),
                        row.text("metric").replace('.', ' '),
                        row.text("threads"),
                        row.text("depth"),
                        value(Quantity.MEMORY, row),
                        where(row))));
  }

  /// A figure with its 95 % interval, or why there is none.
  private static String value(Quantity quantity, ChartRow row) {
    var score = row.number("score");
    var low = row.number("low");
    var high = row.number("high");
    var interval = low == null || high == null ? null : new Interval(low, high);
    return score == null
        ? row.text("status") + ": " + row.text("reason")
        : Readable.of(quantity, new Figure(score, interval, (int) forks(row)));
  }

  private static double forks(ChartRow row) {
    return Objects.requireNonNullElse(row.number("forks"), 0.0);
  }

  private static String where(ChartRow row) {
    return row.text("machine")
        + ", JDK "
        + row.text("jdk")
        + (row.text("cores").equals("0") ? "" : ", " + row.text("cores") + " CPUs");
  }

  private static String where(Source source, Cell cell) {
    return source.machine() + ", JDK " + source.jdk(cell);
  }

  /// Every histogram of the runs by its percentiles.
  private static Stream<Table> latencies(List<Source> sources) {
    List<String> header = new ArrayList<>(List.of("Cell", "Name"));
    for (double percentile : Tail.PERCENTILES) {
      header.add(String.valueOf(percentile).replaceFirst("\\.0$", "") + " %");
    }
    header.addAll(List.of("Recorded", "Forks", "On"));
    return table(
        LATENCIES,
        header,
        sources.stream()
            .flatMap(
                source ->
                    source.run().cells().stream()
                        .flatMap(
                            cell ->
                                LatencyFiles.names(source.ended(cell)).stream()
                                    .map(name -> latency(source, cell, name)))));
  }

  private static List<String> latency(Source source, Cell cell, String name) {
    var tails = source.tails(cell, name);
    List<String> row = new ArrayList<>(List.of(cell.id(), name));
    for (double percentile : Tail.PERCENTILES) {
      row.add(Tail.over(tails, percentile).map(Figure::value).map(Readable::nanos).orElse("–"));
    }
    row.add(String.valueOf(tails.stream().mapToLong(Tail::count).sum()));
    row.add(String.valueOf(tails.size()));
    row.add(where(source, cell));
    return row;
  }

  /// What the Universal Scalability Law says of each curve, or why it says nothing.
  private static Stream<Table> laws(List<ScalingCurve> curves) {
    return table(
        "What keeps threads that share from scaling: the Universal Scalability Law",
        List.of("What", "Contender", "Threads", "By", "Contention", "Coherence", "Peak", "On"),
        curves.stream()
            .filter(curve -> curve.law().isPresent())
            .map(curve -> law(curve, curve.law().orElseThrow())));
  }

  private static List<String> law(ScalingCurve curve, UslFit law) {
    var cell = curve.cells().lastEntry().getValue();
    var peak = law.curve().peak();
    var withheld = law.withheldParameters();
    return List.of(
        Names.subject(cell),
        Names.contender(cell),
        Names.threadKind(cell),
        curve.sweep(),
        withheld.isEmpty()
            ? Figures.estimate(law.curve().sigma(), law.sigma(), "")
            : withheld(withheld),
        withheld.isEmpty() ? Figures.estimate(law.curve().kappa(), law.kappa(), "") : "withheld",
        law.withheldPeak().isEmpty() && peak.isPresent()
            ? Figures.estimate(peak.getAsDouble(), law.peak(), "")
            : withheld(law.withheldPeak()),
        where(curve.source(), cell));
  }

  private static String withheld(List<Withheld> reasons) {
    return reasons.stream()
        .map(Withheld::sentence)
        .collect(Collectors.joining("; ", "withheld: ", ""));
  }

  private static Stream<Table> table(
      String caption, List<String> header, Stream<List<String>> rows) {
    var all = rows.toList();
    return all.isEmpty() ? Stream.empty() : Stream.of(new Table(caption, header, all));
  }
}
