package dev.threadmill.report.table;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.results.TimeUnits;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/// Scores as times of an operation, in whatever unit and direction they were measured.
final class Times {
  private Times() {}

  /// The score in nanoseconds an operation; empty if there is none, or none of time.
  static Optional<Figure> nanos(CellResult result) {
    if (result.score() == null) {
      return Optional.empty();
    }
    var figure = Figure.of(result.score());
    var scale = scale(result.unit());
    return scale.isEmpty()
        ? Optional.empty()
        : Optional.of(
            (isRate(result.unit()) ? figure.inverse() : figure).times(scale.getAsDouble()));
  }

  /// The time of an operation in a unit of so many nanoseconds, or why there is none. Empty for a
  /// cell whose turn did not come, and for a score that is not of time.
  static Optional<ChartRow> row(CellResult result, String unit, double nanos) {
    return result.status() == CellResult.Status.OK
        ? nanos(result).map(figure -> figure.times(1 / nanos).in(unit))
        : missing(result, unit);
  }

  /// Why a cell has no figure; empty for one that has, and for one whose turn did not come.
  static Optional<ChartRow> missing(CellResult result, String unit) {
    var reason = Objects.requireNonNullElse(result.reason(), "");
    return switch (result.status()) {
      case NOT_APPLICABLE -> Optional.of(ChartRow.missing(unit, "n/a", reason));
      case FAILED -> Optional.of(ChartRow.missing(unit, "failed", reason));
      case NOT_RUN, OK -> Optional.empty();
    };
  }

  private static boolean isRate(String unit) {
    return unit.startsWith("ops/");
  }

  /// The nanoseconds in `ms/op` and in `ops/ms`.
  private static OptionalDouble scale(String unit) {
    return isRate(unit) ? TimeUnits.nanos(unit.substring(4)) : TimeUnits.nanosOfScore(unit);
  }
}
