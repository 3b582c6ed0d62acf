package dev.threadmill.report.table;

import dev.threadmill.questions.Names;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartRow.Estimate;
import dev.threadmill.results.Cell;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The table `footprint`: what a waiting thread takes, by each way to measure it.
final class FootprintRows {
  /// The metrics that say bytes a thread, by what a reader calls them.
  private record Measure(String metric, String words) {}

  static final String TOTAL = "total";
  static final String HEAP = "heap";

  private static final List<Measure> MEASURES =
      List.of(
          new Measure(HEAP, "heap"),
          new Measure("native", "native"),
          new Measure("kernel.stack", "kernel stack"),
          new Measure("page.tables", "page tables"),
          new Measure(TOTAL, "total"),
          new Measure("reserved", "reserved"));

  private FootprintRows() {}

  static Stream<ChartRow> of(Source source, Conditions conditions) {
    return source.run().cells().stream()
        .filter(cell -> Names.benchmark(cell).equals("ParkedThread"))
        .flatMap(cell -> of(source, conditions, cell));
  }

  private static Stream<ChartRow> of(Source source, Conditions conditions, Cell cell) {
    var missing = Times.missing(source.result(cell), "B");
    if (missing.isPresent()) {
      return Stream.of(row(source, conditions, cell, TOTAL, missing.get()));
    }
    return MEASURES.stream()
        .flatMap(
            measure ->
                estimate(source.metrics(cell, measure.metric()))
                    .map(bytes -> row(source, conditions, cell, measure.words(), bytes))
                    .stream());
  }

  private static Optional<Estimate> estimate(double[] forks) {
    if (forks.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(forks).allMatch(bytes -> bytes > 0)
            ? Figure.over(forks).in("B")
            : Estimate.notApplicable("B", "less than the system's counters can tell"));
  }

  private static ChartRow row(
      Source source, Conditions conditions, Cell cell, String measure, Estimate estimate) {
    return new ChartRow.Footprint(
        conditions.row(source, cell, Names.contender(cell), Set.of("depth")),
        Whole.of(cell, "threads", 0),
        Whole.of(cell, "depth", 0),
        measure,
        estimate);
  }
}
