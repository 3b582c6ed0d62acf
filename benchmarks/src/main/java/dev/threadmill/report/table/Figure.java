package dev.threadmill.report.table;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.comparison.Estimates;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.results.Percentile;
import dev.threadmill.results.TimeUnits;
import dev.threadmill.stats.Bound;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.ScoreEstimate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A positive number with its interval, whatever its unit.
///
/// @param interval null where too few forks ran to tell
/// @param forks that it rests on; 0 for a fact, which is no estimate
/// @param bound whether the truth is known to lie only to one side
public record Figure(double value, @Nullable Interval interval, int forks, Bound bound) {
  private static final String BOUND = "bound";

  public static Figure of(ScoreEstimate score) {
    return new Figure(score.score(), score.interval(), score.forks(), score.bound());
  }

  /// A score in nanoseconds an operation, in whatever unit and direction it was measured; empty if
  /// there is none, or none of time.
  static Optional<Figure> nanos(CellResult result) {
    return result.score() == null ? Optional.empty() : nanos(of(result.score()), result.unit());
  }

  /// The same of a figure in a unit of scores.
  static Optional<Figure> nanos(Figure figure, String unit) {
    boolean isRate = unit.startsWith("ops/");
    var nanos = isRate ? TimeUnits.nanos(unit.substring(4)) : TimeUnits.nanosOfScore(unit);
    return nanos.isEmpty()
        ? Optional.empty()
        : Optional.of((isRate ? figure.inverse() : figure).times(nanos.getAsDouble()));
  }

  /// The geometric mean over forks of a value that each has.
  public static Figure over(double[] forks) {
    return of(Estimates.mean(forks));
  }

  /// The same of percentiles, of which some may be lower bounds.
  static Figure over(List<Percentile> forks) {
    var mean = Estimates.mean(forks.stream().mapToDouble(Percentile::nanos).toArray());
    return of(
        mean.within(forks.stream().anyMatch(Percentile::isBound) ? Bound.AT_LEAST : Bound.NONE));
  }

  /// A number that is no estimate.
  public static Figure fact(double value) {
    return new Figure(value, null, 0, Bound.NONE);
  }

  /// The ratio of times, so that below 1 is faster.
  static Figure ofTime(RatioEstimate ratio) {
    return new Figure(ratio.ratio(), ratio.interval(), ratio.rounds(), ratio.bound()).inverse();
  }

  public Figure times(double factor) {
    var scaled =
        interval == null ? null : new Interval(interval.low() * factor, interval.high() * factor);
    return new Figure(value * factor, scaled, forks, bound);
  }

  /// The reciprocal, whose interval has its ends exchanged.
  public Figure inverse() {
    return new Figure(
        1 / value, interval == null ? null : interval.inverse(), forks, bound.inverse());
  }

  /// The columns of a figure. An end of the interval that nobody knows is an empty cell.
  ChartRow in(String unit) {
    return ChartRow.figure(
            value,
            interval == null || interval.low() == 0 ? null : (Double) interval.low(),
            interval == null || Double.isInfinite(interval.high())
                ? null
                : (Double) interval.high(),
            unit,
            forks)
        .with(BOUND, bound == Bound.NONE ? null : bound.words().strip());
  }

  /// The figure of a row; empty for one that is missing.
  public static Optional<Figure> of(ChartRow row) {
    var score = row.number("score");
    if (score == null) {
      return Optional.empty();
    }
    var low = row.number("low");
    var high = row.number("high");
    if (low != null && low.equals(high)) {
      return Optional.of(fact(score)); // which no fork could change
    }
    var interval =
        low == null && high == null
            ? null
            : new Interval(
                Objects.requireNonNullElse(low, 0.0),
                Objects.requireNonNullElse(high, Double.POSITIVE_INFINITY));
    double forks = Objects.requireNonNullElse(row.number("forks"), 0.0);
    var bound =
        Stream.of(Bound.values())
            .filter(one -> one.words().strip().equals(row.text(BOUND)))
            .findFirst()
            .orElse(Bound.NONE);
    return Optional.of(new Figure(score, interval, (int) forks, bound));
  }
}
