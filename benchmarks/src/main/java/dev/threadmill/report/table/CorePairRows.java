package dev.threadmill.report.table;

import dev.threadmill.questions.Names;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartRow.Estimate;
import dev.threadmill.results.Cell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The table `cores`: a word from one processor to another, half of the round trip measured.
final class CorePairRows {
  private record Pair(int from, int to) {
    Pair back() {
      return new Pair(to, from);
    }
  }

  private CorePairRows() {}

  static Stream<ChartRow> of(Source source) {
    var cells =
        source.run().cells().stream()
            .filter(cell -> Names.benchmark(cell).equals("CoreToCore") && cell.cores() == null)
            .toList();
    Map<Pair, Estimate> pairs = new LinkedHashMap<>();
    cells.stream()
        .filter(cell -> isFirst(cell, cells))
        .forEach(cell -> pair(source, cell).ifPresent(pair -> put(pairs, pair, source, cell)));
    if (pairs.isEmpty()) {
      ofManifest(source, pairs);
    }
    // A round trip is the same either way; a way back that was measured too keeps its own figure.
    List.copyOf(pairs.entrySet())
        .forEach(entry -> pairs.putIfAbsent(entry.getKey().back(), entry.getValue()));
    return pairs.entrySet().stream()
        .map(
            entry ->
                new ChartRow.CorePair(
                    source.machine(),
                    entry.getKey().from(),
                    entry.getKey().to(),
                    entry.getValue()));
  }

  /// What was measured when the run began, for a moment a pair.
  private static void ofManifest(Source source, Map<Pair, Estimate> pairs) {
    var manifest = source.run().manifest();
    if (manifest != null && manifest.coreToCore() != null) {
      manifest
          .coreToCore()
          .pairs()
          .forEach(
              pair ->
                  pairs.put(
                      new Pair(pair.one(), pair.other()),
                      Estimate.withoutInterval(pair.medianNanos() / 2, "ns", 1)));
    }
  }

  /// Of several ways to hand over, the map shows the one that the plan names first.
  private static boolean isFirst(Cell cell, List<Cell> cells) {
    return Names.contender(cell).equals(Names.contender(cells.getFirst()))
        && Objects.equals(cell.jdk(), cells.getFirst().jdk());
  }

  private static void put(Map<Pair, Estimate> pairs, Pair pair, Source source, Cell cell) {
    Times.estimate(source.result(cell), "ns", 2)
        .filter(estimate -> estimate.status().equals("ok"))
        .ifPresent(estimate -> pairs.put(pair, estimate));
  }

  /// The numbers that the system gives the processors, which forks report.
  private static Optional<Pair> pair(Source source, Cell cell) {
    var from = source.metric(cell, "cpu.from");
    var to = source.metric(cell, "cpu.to");
    return from.isPresent() && to.isPresent()
        ? Optional.of(new Pair((int) from.getAsDouble(), (int) to.getAsDouble()))
        : Optional.empty();
  }
}
