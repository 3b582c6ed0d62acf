package dev.threadmill.report.table;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.report.chart.ChartRow.Estimate;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.stats.ForkScore;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/// Scores as times of an operation, in whatever unit and direction they were measured.
final class Times {
  private static final Map<String, Double> NANOS =
      Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day", 86_400e9);

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

  /// The score of a fork in nanoseconds an operation.
  static OptionalDouble nanos(Cell cell, ForkRecord fork) {
    var unit = Objects.requireNonNullElse(fork.unit(), "");
    var scale = scale(unit);
    if (scale.isEmpty()) {
      return scale;
    }
    boolean higherIsBetter = cell.isHigherBetter();
    double log = ForkScore.log(fork.scores(), higherIsBetter);
    double score = Math.exp(higherIsBetter ? log : -log);
    return OptionalDouble.of((isRate(unit) ? 1 / score : score) * scale.getAsDouble());
  }

  /// The time of an operation in a unit of so many nanoseconds, or why there is none. Empty for a
  /// cell whose turn did not come, and for a score that is not of time.
  static Optional<Estimate> estimate(CellResult result, String unit, double nanos) {
    return switch (result.status()) {
      case OK -> nanos(result).map(figure -> figure.times(1 / nanos).in(unit));
      case NOT_APPLICABLE -> Optional.of(Estimate.notApplicable(unit, reason(result)));
      case FAILED -> Optional.of(Estimate.failed(unit, reason(result)));
      case NOT_RUN -> Optional.empty();
    };
  }

  /// Why a cell has no figure, if that can be shown at all.
  static Optional<Estimate> missing(CellResult result, String unit) {
    return result.status() == CellResult.Status.OK ? Optional.empty() : estimate(result, unit, 1);
  }

  static String reason(CellResult result) {
    return Objects.requireNonNullElse(result.reason(), "");
  }

  private static boolean isRate(String unit) {
    return unit.startsWith("ops/");
  }

  /// The nanoseconds in `ms/op` and in `ops/ms`.
  private static OptionalDouble scale(String unit) {
    var time = isRate(unit) ? unit.substring(4) : unit.replaceFirst("/op$", "");
    var nanos = NANOS.get(time);
    return nanos == null ? OptionalDouble.empty() : OptionalDouble.of(nanos);
  }
}
