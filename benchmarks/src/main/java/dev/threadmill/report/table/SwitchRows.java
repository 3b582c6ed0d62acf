package dev.threadmill.report.table;

import dev.threadmill.questions.Names;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.results.Cell;
import java.util.Set;
import java.util.stream.Stream;

/// The table `switches`: from one thread to another and back.
final class SwitchRows {
  private static final String CARRIERS = "carriers";

  private SwitchRows() {}

  static Stream<ChartRow> of(Source source, Conditions conditions) {
    return source.run().cells().stream()
        .filter(cell -> Names.benchmark(cell).equals("PingPong"))
        .flatMap(
            cell ->
                Times.estimate(source.result(cell), "ns", 1)
                    .map(
                        estimate ->
                            new ChartRow.Switch(
                                conditions.row(
                                    source,
                                    cell,
                                    Names.contender(cell),
                                    Set.of(CARRIERS, Cell.CORES)),
                                placement(source, cell),
                                estimate))
                    .stream());
  }

  private static String placement(Source source, Cell cell) {
    var where = "1".equals(cell.params().get(CARRIERS)) ? "one carrier" : "any carrier";
    return cell.cores() == null ? where : where + ", " + Names.cores(source.cores(cell));
  }
}
