package dev.threadmill.report.table;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.comparison.Estimates;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.results.TimeUnits;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.ScoreEstimate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A positive number with its interval, whatever its unit.
///
/// @param interval null where too few forks ran to tell
/// @param forks that it rests on; 0 for a fact, which is no estimate
public record Figure(double value, @Nullable Interval interval, int forks) {
  public static Figure of(ScoreEstimate score) {
    return new Figure(score.score(), score.interval(), score.forks());
  }

  /// A score in nanoseconds an operation, in whatever unit and direction it was measured; empty if
  /// there is none, or none of time.
  static Optional<Figure> nanos(CellResult result) {
    if (result.score() == null) {
      return Optional.empty();
    }
    var figure = of(result.score());
    boolean isRate = result.unit().startsWith("ops/");
    var nanos =
        isRate
            ? TimeUnits.nanos(result.unit().substring(4))
            : TimeUnits.nanosOfScore(result.unit());
    return nanos.isEmpty()
        ? Optional.empty()
        : Optional.of((isRate ? figure.inverse() : figure).times(nanos.getAsDouble()));
  }

  /// The geometric mean over forks of a value that each has.
  public static Figure over(double[] forks) {
    return of(Estimates.mean(forks));
  }

  /// A number that is no estimate.
  public static Figure fact(double value) {
    return new Figure(value, null, 0);
  }

  /// The ratio of times, so that below 1 is faster.
  static Figure ofTime(RatioEstimate ratio) {
    return new Figure(ratio.ratio(), ratio.interval(), ratio.rounds()).inverse();
  }

  public Figure times(double factor) {
    var scaled =
        interval == null ? null : new Interval(interval.low() * factor, interval.high() * factor);
    return new Figure(value * factor, scaled, forks);
  }

  /// The reciprocal, whose interval has its ends exchanged.
  public Figure inverse() {
    return new Figure(1 / value, interval == null ? null : interval.inverse(), forks);
  }

  /// The columns of a figure.
  ChartRow in(String unit) {
    return ChartRow.figure(
        value,
        interval == null ? null : (Double) interval.low(),
        interval == null ? null : (Double) interval.high(),
        unit,
        forks);
  }
}
