package dev.threadmill.report.table;

import dev.threadmill.questions.Names;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.results.Cell;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table `fairness`: of the threads that share a counter, the one that got the least and the
/// one that got the most, which is what forks report.
final class FairnessRows {
  private FairnessRows() {}

  static Stream<ChartRow> of(Source source, Conditions conditions) {
    return source.run().cells().stream()
        .filter(cell -> Names.benchmark(cell).equals("SharedCounter"))
        .filter(cell -> Whole.of(cell, "threads", 1) > 1)
        .flatMap(cell -> of(source, conditions, cell));
  }

  private static Stream<ChartRow> of(Source source, Conditions conditions, Cell cell) {
    int threads = Whole.of(cell, "threads", 1);
    var result = source.result(cell);
    return switch (result.status()) {
      case NOT_RUN -> Stream.empty();
      case NOT_APPLICABLE ->
          Stream.of(row(source, conditions, cell, 0, null, null, "n/a", Times.reason(result)));
      case FAILED ->
          Stream.of(row(source, conditions, cell, 0, null, null, "failed", Times.reason(result)));
      case OK -> shares(source, conditions, cell, threads);
    };
  }

  private static Stream<ChartRow> shares(
      Source source, Conditions conditions, Cell cell, int threads) {
    var least = source.metric(cell, "share.min");
    var most = source.metric(cell, "share.max");
    var jain = source.metric(cell, "share.jain");
    if (least.isEmpty() || most.isEmpty() || jain.isEmpty()) {
      return Stream.empty();
    }
    double even = jain.getAsDouble();
    return Stream.of(
        row(source, conditions, cell, 0, least.getAsDouble(), even, "ok", ""),
        row(source, conditions, cell, threads - 1, most.getAsDouble(), even, "ok", ""));
  }

  private static ChartRow row(
      Source source,
      Conditions conditions,
      Cell cell,
      int worker,
      @Nullable Double share,
      @Nullable Double jain,
      String status,
      String reason) {
    return new ChartRow.Fairness(
        conditions.row(source, cell, Names.contender(cell), Set.of("threads")),
        Whole.of(cell, "threads", 1),
        worker,
        share,
        jain,
        status,
        reason);
  }
}
