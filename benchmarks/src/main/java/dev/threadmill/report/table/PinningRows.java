package dev.threadmill.report.table;

import dev.threadmill.questions.Names;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.results.Cell;
import java.util.Set;
import java.util.stream.Stream;

/// The table `pinning`: virtual threads that block in the middle of something.
final class PinningRows {
  private static final String BLOCKER = "blocker";
  private static final double NANOS_IN_MILLI = 1e6;

  private PinningRows() {}

  static Stream<ChartRow> of(Source source, Conditions conditions) {
    return source.run().cells().stream()
        .filter(cell -> Names.benchmark(cell).equals("Pinning"))
        .filter(cell -> Names.threadKind(cell).equals("virtual"))
        .flatMap(
            cell ->
                Times.estimate(source.result(cell), "ms", NANOS_IN_MILLI)
                    .map(estimate -> row(source, conditions, cell, estimate))
                    .stream());
  }

  private static ChartRow row(
      Source source, Conditions conditions, Cell cell, ChartRow.Estimate estimate) {
    var carriers = source.metric(cell, "carriers");
    var pinned = source.metric(cell, "bound.pinned");
    var free = source.metric(cell, "bound.free");
    // Where all share one lock they take as long without carriers held, and the bound tells
    // nothing.
    boolean tells =
        pinned.isPresent() && (free.isEmpty() || pinned.getAsDouble() > free.getAsDouble());
    return new ChartRow.Pinning(
        conditions.row(source, cell, way(cell), Set.of(BLOCKER, "threads")),
        (int) carriers.orElse(source.cores(cell)),
        Whole.of(cell, "threads", 0),
        tells ? Double.valueOf(pinned.getAsDouble()) : null,
        estimate);
  }

  /// `park in synchronized`, or the blocker alone where nothing is held.
  private static String way(Cell cell) {
    var blocker = Names.value(cell, BLOCKER);
    var holding = Names.contender(cell);
    if (holding.equals("nothing")) {
      return blocker;
    }
    return holding.equals("Object.wait") ? holding : blocker + " in " + holding;
  }
}
