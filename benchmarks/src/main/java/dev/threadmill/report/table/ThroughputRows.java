package dev.threadmill.report.table;

import dev.threadmill.questions.Names;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.results.Cell;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table `throughput`: every cell whose score is a time, save those whose score a schedule set.
final class ThroughputRows {
  private ThroughputRows() {}

  static Stream<ChartRow> of(Source source, Conditions conditions) {
    return source.run().cells().stream()
        .filter(cell -> !source.isPaced(cell))
        .flatMap(
            cell ->
                Times.estimate(source.result(cell), "ns/op", 1)
                    .map(estimate -> row(source, conditions, cell, estimate))
                    .stream());
  }

  private static ChartRow row(
      Source source, Conditions conditions, Cell cell, ChartRow.Estimate estimate) {
    var held = new HashSet<>(Topology.held(conditions, cell));
    held.addAll(Set.of("capacity", "threads", "batch"));
    var topology = Topology.of(cell);
    return new ChartRow.Throughput(
        conditions.row(source, cell, Names.contender(cell), held),
        topology.label(),
        cell.params().getOrDefault("capacity", ""),
        topology.producers(),
        topology.consumers(),
        threads(cell, topology),
        Whole.of(cell, "batch"),
        estimate);
  }

  private static @Nullable Integer threads(Cell cell, Topology topology) {
    var handingOver = topology.threads();
    return handingOver == null ? Whole.of(cell, "threads") : handingOver;
  }
}
