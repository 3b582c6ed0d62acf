package dev.threadmill.report;

import dev.threadmill.report.ReportModel.Table;
import dev.threadmill.report.table.Figure;
import dev.threadmill.report.table.Source;
import dev.threadmill.report.table.Tail;
import dev.threadmill.results.Cell;
import dev.threadmill.results.LatencyFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Every histogram of the runs by its percentiles.
final class LatencyTable {
  static final String CAPTION =
      "Latencies by percentile, the geometric mean over forks; a dash where too few were recorded";

  private LatencyTable() {}

  static Stream<Table> of(List<Source> sources) {
    List<String> header = new ArrayList<>(List.of("Cell", "Name"));
    Tail.PERCENTILES.forEach(percentile -> header.add(label(percentile)));
    header.addAll(List.of("Recorded", "Forks", "On"));
    return FigureTables.table(
        CAPTION,
        header,
        sources.stream()
            .flatMap(source -> source.run().cells().stream().flatMap(cell -> rows(source, cell))));
  }

  private static Stream<List<String>> rows(Source source, Cell cell) {
    return LatencyFiles.names(source.ended(cell)).stream().map(name -> row(source, cell, name));
  }

  private static List<String> row(Source source, Cell cell, String name) {
    var tails = source.tails(cell, name);
    List<String> row = new ArrayList<>(List.of(cell.id(), name));
    for (double percentile : Tail.PERCENTILES) {
      row.add(Tail.over(tails, percentile).map(Figure::value).map(Readable::nanos).orElse("–"));
    }
    row.add(String.valueOf(tails.stream().mapToLong(Tail::count).sum()));
    row.add(String.valueOf(tails.size()));
    row.add(source.machine() + ", JDK " + source.jdk(cell));
    return row;
  }

  private static String label(double percentile) {
    return (percentile == Math.rint(percentile)
            ? String.valueOf((long) percentile)
            : String.valueOf(percentile))
        + " %";
  }
}
