package dev.threadmill.report.table;

import dev.threadmill.questions.Question;
import dev.threadmill.questions.Questions;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartTable;
import dev.threadmill.report.chart.ChartTables;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.stats.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
      add(rows, ChartTable.ANSWERS, answers(source));
      add(rows, ChartTable.RUNTIMES, cells.runtimes());
      add(rows, ChartTable.THROUGHPUT, cells.throughput());
      add(rows, ChartTable.SWITCHES, cells.switches());
      add(rows, ChartTable.PINNING, cells.pinning());
      add(rows, ChartTable.RATIOS, new RatioRows(source, conditions, cells).all());
      add(rows, ChartTable.LATENCY, cells.latency());
      add(rows, ChartTable.SCALING, cells.scaling());
      add(rows, ChartTable.METRICS, cells.metrics());
      add(rows, ChartTable.CORES, cells.cores());
      source.run().cells().stream()
          .filter(cell -> !source.isPaced(cell) && !source.ended(cell).isEmpty())
          .forEach(cell -> traces.add(new Trace(source, cells, cell)));
    }
    var scaling = rows.getOrDefault(ChartTable.SCALING, List.of());
    add(rows, ChartTable.PUBLISHED, Published.ofThisJar().beside(scaling));
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

  /// A row a contender of each ranking that answers a question.
  private static Stream<ChartRow> answers(Source source) {
    return source.rankings().entrySet().stream()
        .flatMap(
            asked ->
                asked.getValue().stream()
                    .flatMap(ranking -> answers(asked.getKey(), ranking, source)));
  }

  private static Stream<ChartRow> answers(Question question, Ranking ranking, Source source) {
    var rival = ranking.rival(question);
    var relation = rival.relation();
    var pair = rival.comparison();
    var row =
        ChartRow.of(
            "machine", source.machine(),
            "jdk", source.jdk(pair.other()),
            "question", question.wording(),
            "place", Questions.all().indexOf(question),
            "side", side(rival),
            "winner", rival.side(relation.isAhead() ? pair.other() : pair.baseline()),
            "lead", relation.figure(),
            "verdict", rival.verdict().word(),
            "words", rival.clause());
    return ranking.places().stream()
        .map(
            place ->
                row.with("contender", rival.side(place.cell()))
                    .and(
                        place
                            .answer()
                            .map(answer -> Figure.ofTime(answer.ratio()))
                            .orElse(Figure.fact(1))
                            .in(RatioRows.UNIT)));
  }

  /// What tells a ranking apart from others of its question; of those across runtimes there may be
  /// one for each of the JVM's contenders.
  private static String side(Answer rival) {
    var pair = rival.comparison();
    var shared = rival.shared(true);
    if (!pair.factor().equals(Cell.LANE)) {
      return shared;
    }
    var beside = "beside " + rival.side(pair.baseline());
    return shared.isEmpty() ? beside : beside + ", " + shared;
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
