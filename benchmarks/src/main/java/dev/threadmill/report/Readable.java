package dev.threadmill.report;

import dev.threadmill.report.table.Figure;
import dev.threadmill.report.table.Quantity;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Interval;
import org.jspecify.annotations.Nullable;

/// Numbers in units that a person would take.
public final class Readable {
  private static final String[] TIMES = {"ns", "µs", "ms", "s"};
  private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};
  private static final double STEP = 1000;

  private Readable() {}

  /// `853 ns`, `8.53 µs`.
  static String nanos(double nanos) {
    return scaled(nanos, TIMES);
  }

  /// `1.95 kB`, by thousands.
  static String bytes(double bytes) {
    return scaled(bytes, BYTES);
  }

  public static String of(Quantity quantity, double value) {
    return quantity == Quantity.MEMORY ? bytes(value) : nanos(value);
  }

  private static String scaled(double value, String[] units) {
    int unit = 0;
    // What rounds to a thousand is shown as one of the next unit.
    while (unit < units.length - 1 && Math.abs(value) >= STEP - 0.5) {
      value /= STEP;
      unit++;
    }
    return Figures.number(value) + " " + units[unit];
  }

  /// `1.2 [1.1, 1.3]`, or the number alone with why it is.
  static String ratio(Figure figure) {
    return Figures.number(figure.value())
        + (figure.interval() == null
            ? " (" + forks(figure.forks()) + ", too few for an interval)"
            : " " + interval(figure.interval()));
  }

  private static String interval(Interval interval) {
    return "[" + Figures.number(interval.low()) + ", " + Figures.number(interval.high()) + "]";
  }

  /// An interval in the unit of its ends, or a dash.
  static String interval(Quantity quantity, @Nullable Double low, @Nullable Double high) {
    return low == null || high == null ? "–" : of(quantity, low) + " to " + of(quantity, high);
  }

  static String forks(int forks) {
    return forks == 1 ? "1 fork" : forks + " forks";
  }
}
