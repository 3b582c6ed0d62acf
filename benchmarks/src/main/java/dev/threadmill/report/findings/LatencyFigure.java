package dev.threadmill.report.findings;

import dev.threadmill.report.Readable;
import dev.threadmill.report.chart.Nearest;
import dev.threadmill.report.table.Tail;
import dev.threadmill.results.LatencyFiles;

/// A percentile of what the forks of a cell recorded, in words.
final class LatencyFigure {
  private LatencyFigure() {}

  static String of(Placeholder placeholder, QuotedRun run) {
    placeholder.takes(1, true, Placeholder.RUN, Placeholder.AT, Placeholder.HISTOGRAM);
    var cell = new CellSearch(placeholder, run).one();
    var missing = Quotes.missing(run.source().result(cell));
    if (missing.isPresent()) {
      return missing.get();
    }
    var name = placeholder.options().getOrDefault(Placeholder.HISTOGRAM, "latency");
    var names = LatencyFiles.names(run.source().ended(cell));
    if (!names.contains(name)) {
      throw placeholder.fault(
          "finds no histogram "
              + name
              + ", and the cell has "
              + (names.isEmpty() ? "none" : String.join(", ", names))
              + Nearest.to(name, names));
    }
    var percentile = percentile(placeholder);
    return Tail.over(run.source().tails(cell, name), percentile)
        .map(Readable::nanos)
        .orElse("n/a: too few were recorded to show it");
  }

  private static double percentile(Placeholder placeholder) {
    var at = placeholder.need(Placeholder.AT);
    return Tail.PERCENTILES.stream()
        .filter(percentile -> at.equals(String.valueOf(percentile).replaceFirst("\\.0$", "")))
        .findFirst()
        .orElseThrow(
            () -> placeholder.fault("has no at=" + at + ": there are 50, 90, 99, 99.9, 99.99"));
  }
}
