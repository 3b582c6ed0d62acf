package dev.threadmill.report;

import dev.threadmill.report.table.Figure;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.TimeUnits;
import dev.threadmill.stats.Figures;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes numbers in units that a person would take.
public final class Readable {
  private Readable() {}

  /// Units of one kind, each so many times the one before it.
  private record Scale(double step, List<String> units) {
    static final Scale TIME = new Scale(1000, List.of("ns", "µs", "ms", "s"));

    /// As operating systems count memory: pages and stacks are powers of two.
    static final Scale MEMORY = new Scale(1024, List.of("B", "KiB", "MiB", "GiB", "TiB"));

    static Scale of(Quantity quantity) {
      return quantity.isBytes() ? MEMORY : TIME;
    }

    int fitting(double value) {
      int unit = 0;
      double left = Math.abs(value);
      // What rounds to a whole step is shown as one of the next unit.
      while (unit < units.size() - 1 && left >= step - 0.5) {
        left /= step;
        unit++;
      }
      return unit;
    }

    String write(double value) {
      int unit = fitting(value);
      return Figures.number(value / Math.pow(step, unit)) + " " + units.get(unit);
    }

    String write(Figure figure, String per) {
      int unit = fitting(figure.value());
      return written(units.get(unit) + per, figure.times(1 / Math.pow(step, unit)));
    }
  }

  /// `853 ns`, `8.53 µs`.
  public static String nanos(double nanos) {
    return Scale.TIME.write(nanos);
  }

  /// The same of bytes: `1.95 KiB`.
  public static String of(Quantity quantity, double value) {
    return Scale.of(quantity).write(value);
  }

  /// The number without its interval: `8.53 µs`, `≥ 5 s`.
  static String briefly(Quantity quantity, Figure figure) {
    return figure.bound().sign() + of(quantity, figure.value());
  }

  static String of(Quantity quantity, Figure figure) {
    return Scale.of(quantity).write(figure, "");
  }

  /// `8.53 µs [8.41, 8.65]`, `1.95 KiB/thread [1.94, 1.96]`: times and bytes with their ends in a
  /// unit to read, all else in its own.
  public static String in(String unit, Figure figure) {
    var nanos = TimeUnits.nanosOfScore(unit);
    if (nanos.isPresent()) {
      return Scale.TIME.write(figure.times(nanos.getAsDouble()), "");
    }
    return unit.equals("B") || unit.startsWith("B/")
        ? Scale.MEMORY.write(figure, unit.substring(1))
        // An index or a number of things has no unit.
        : written(unit.matches("#|index") ? "" : unit, figure);
  }

  private static String written(String unit, Figure figure) {
    return figure.bound().sign()
        + Figures.estimate(figure.value(), figure.interval(), unit)
        + (figure.interval() == null && figure.forks() > 0
            ? " (" + forks(figure.forks()) + ", too few for an interval)"
            : "");
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
