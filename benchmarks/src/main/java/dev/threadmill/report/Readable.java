package dev.threadmill.report;

import dev.threadmill.report.table.Figure;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.TimeUnits;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.ScoreEstimate;
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
    return scaled(nanos, TIMES);
  }

  /// `1.95 kB`, by thousands.
  public static String bytes(double bytes) {
    return scaled(bytes, BYTES);
  }

  /// `8.53 µs [8.41, 8.65]`, the ends in the unit of the value.
  public static String nanos(Figure nanos) {
    return scaled(nanos, TIMES, "");
  }

  /// `1.95 kB/thread [1.94, 1.96]`, by thousands; what follows the unit may be empty.
  public static String bytes(Figure bytes, String per) {
    return scaled(bytes, BYTES, per);
  }

  /// `0.93 of an even share [0.91, 0.95]`, in a unit that is left as it is.
  public static String in(String unit, Figure figure) {
    return Figures.estimate(figure.value(), figure.interval(), unit) + reach(figure);
  }

  private static String scaled(Figure figure, String[] units, String per) {
    int unit = unit(figure.value(), units);
    return in(units[unit] + per, figure.times(1 / Math.pow(STEP, unit)));
  }

  public static String of(Quantity quantity, double value) {
    return quantity == Quantity.MEMORY ? bytes(value) : nanos(value);
  }

  static String of(Quantity quantity, Figure figure) {
    return quantity == Quantity.MEMORY ? bytes(figure, "") : nanos(figure);
  }

  private static String scaled(double value, String[] units) {
    int unit = unit(value, units);
    return Figures.number(value / Math.pow(STEP, unit)) + " " + units[unit];
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

  private static String reach(Figure figure) {
    return figure.interval() == null && figure.forks() > 0
        ? " (" + forks(figure.forks()) + ", too few for an interval)"
        : "";
  }

  /// `12.3 ns [11.9, 12.7]`: a score that is a time in a unit to read, any other in its own.
  public static String score(ScoreEstimate score, String unit) {
    var figure = new Figure(score.score(), score.interval(), score.forks());
    var nanos = TimeUnits.nanosOfScore(unit);
    if (unit.equals("B")) {
      return bytes(figure, "");
    }
    return nanos.isEmpty()
        ? Figures.estimate(score.score(), score.interval(), unit)
        : nanos(figure.times(nanos.getAsDouble()));
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
