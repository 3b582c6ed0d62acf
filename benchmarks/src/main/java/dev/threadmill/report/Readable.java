package dev.threadmill.report;

import dev.threadmill.report.table.Figure;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.TimeUnits;
import dev.threadmill.stats.Figures;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes numbers in units that a person would take.
public final class Readable {
  private static final String[] TIMES = {"ns", "µs", "ms", "s"};
  private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};
  private static final double STEP = 1000;

  private Readable() {}

  /// `853 ns`, `8.53 µs`.
  public static String nanos(double nanos) {
    return of(Quantity.TIME, nanos);
  }

  /// The same of bytes, by thousands: `1.95 kB`.
  public static String of(Quantity quantity, double value) {
    var units = quantity.isBytes() ? BYTES : TIMES;
    int unit = unit(value, units);
    return Figures.number(value / Math.pow(STEP, unit)) + " " + units[unit];
  }

  static String of(Quantity quantity, Figure figure) {
    return in(quantity.isBytes() ? "B" : "ns", figure);
  }

  /// `8.53 µs [8.41, 8.65]`, `1.95 kB/thread [1.94, 1.96]`: times and bytes with their ends in a
  /// unit to read, all else in its own.
  public static String in(String unit, Figure figure) {
    var nanos = TimeUnits.nanosOfScore(unit);
    if (nanos.isPresent()) {
      return scaled(figure.times(nanos.getAsDouble()), TIMES, "");
    }
    return unit.equals("B") || unit.startsWith("B/")
        ? scaled(figure, BYTES, unit.substring(1))
        // An index or a number of things has no unit.
        : written(unit.matches("#|index") ? "" : unit, figure);
  }

  private static String scaled(Figure figure, String[] units, String per) {
    int unit = unit(figure.value(), units);
    return written(units[unit] + per, figure.times(1 / Math.pow(STEP, unit)));
  }

  private static String written(String unit, Figure figure) {
    return Figures.estimate(figure.value(), figure.interval(), unit)
        + (figure.interval() == null && figure.forks() > 0
            ? " (" + forks(figure.forks()) + ", too few for an interval)"
            : "");
  }

  private static int unit(double value, String[] units) {
    int unit = 0;
    double left = Math.abs(value);
    // What rounds to a thousand is shown as one of the next unit.
    while (unit < units.length - 1 && left >= STEP - 0.5) {
      left /= STEP;
      unit++;
    }
    return unit;
  }

  /// The words with commas between them, without those that are empty.
  public static String listed(String... words) {
    return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
  }

  public static String rows(long rows) {
    return rows == 1 ? "1 row" : rows + " rows";
  }

  public static String forks(int forks) {
    return forks == 1 ? "1 fork" : forks + " forks";
  }
}
