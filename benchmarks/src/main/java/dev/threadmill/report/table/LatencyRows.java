package dev.threadmill.report.table;

import dev.threadmill.questions.Names;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartRow.Estimate;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// The table `latency`: messages that are sent at a share of what the cell can carry.
final class LatencyRows {
  private static final String LOAD = "loadPercent";

  private LatencyRows() {}

  static Stream<ChartRow> of(Source source, Conditions conditions) {
    return source.run().cells().stream()
        .filter(cell -> cell.family().equals("messaging") && cell.params().containsKey(LOAD))
        .flatMap(cell -> of(source, conditions, cell));
  }

  private static Stream<ChartRow> of(Source source, Conditions conditions, Cell cell) {
    var tails = source.tails(cell, "latency");
    var missing = Times.missing(source.result(cell), "ns");
    return Tail.PERCENTILES.stream()
        .flatMap(
            percentile ->
                missing
                    .or(() -> Tail.over(tails, percentile).map(figure -> figure.in("ns")))
                    .map(estimate -> row(source, conditions, cell, percentile, estimate))
                    .stream());
  }

  private static ChartRow row(
      Source source, Conditions conditions, Cell cell, double percentile, Estimate estimate) {
    var held = new HashSet<>(Topology.held(conditions, cell));
    held.addAll(Set.of("capacity", LOAD));
    var rate = source.metric(cell, ForkRecord.SET_RATE);
    return new ChartRow.Latency(
        conditions.row(source, cell, Names.contender(cell), held),
        Topology.of(cell).label(),
        cell.params().getOrDefault("capacity", ""),
        Whole.of(cell, LOAD),
        rate.isPresent() ? Double.valueOf(rate.getAsDouble()) : null,
        percentile,
        estimate);
  }
}
