package dev.threadmill.report.findings;

import dev.threadmill.report.MarkdownText;
import dev.threadmill.report.Readable;
import dev.threadmill.report.chart.Nearest;
import dev.threadmill.report.table.Figure;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Iteration;
import dev.threadmill.stats.Figures;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// What a benchmark reported beside its score, in words: bytes and times in units that a person
/// would take, all else in its own.
final class MetricFigure {
  private static final Map<String, Double> NANOS =
      Map.of("ns", 1.0, "us", 1e3, "µs", 1e3, "ms", 1e6, "s", 1e9);

  private MetricFigure() {}

  static String of(Placeholder placeholder, Source source, Cell cell) {
    var name = placeholder.need(Placeholder.METRIC);
    Map<String, String> units = new TreeMap<>();
    for (var fork : source.ended(cell)) {
      for (Iteration iteration : fork.measured()) {
        iteration.metrics().forEach((metric, value) -> units.put(metric, value.unit()));
      }
    }
    var unit = units.get(name);
    if (unit == null) {
      throw placeholder.fault(
          "finds no metric "
              + name
              + ", and the cell has "
              + (units.isEmpty() ? "none" : String.join(", ", units.keySet()))
              + Nearest.to(name, units.keySet()));
    }
    return words(source.metrics(cell, name), unit);
  }

  private static String words(double[] forks, String unit) {
    double first = forks[0];
    if (Arrays.stream(forks).allMatch(value -> value == first)) {
      return of(first, unit); // a fact, such as a number of carriers, and no estimate
    }
    if (Arrays.stream(forks).allMatch(value -> value > 0)) {
      return of(Figure.over(forks), unit);
    }
    return of(Arrays.stream(forks).average().orElse(0), unit)
        + " (the mean of "
        + Readable.forks(forks.length)
        + ", of which not all are above 0)";
  }

  private static String of(Figure figure, String unit) {
    var nanos = NANOS.get(unit);
    if (nanos != null) {
      return Readable.nanos(figure.times(nanos));
    }
    return isBytes(unit) ? Readable.bytes(figure, per(unit)) : Readable.in(words(unit), figure);
  }

  private static String of(double value, String unit) {
    var nanos = NANOS.get(unit);
    if (nanos != null) {
      return Readable.nanos(value * nanos);
    }
    return isBytes(unit)
        ? Readable.bytes(value) + per(unit)
        : (Figures.number(value) + " " + words(unit)).strip();
  }

  private static boolean isBytes(String unit) {
    return unit.equals("B") || unit.startsWith("B/");
  }

  /// What stands behind the `B`.
  private static String per(String unit) {
    return MarkdownText.of(unit.substring(1));
  }

  private static String words(String unit) {
    // An index or a number of things has no unit.
    return unit.equals("#") || unit.equals("index") ? "" : MarkdownText.of(unit);
  }
}
