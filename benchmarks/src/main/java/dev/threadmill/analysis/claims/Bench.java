package dev.threadmill.analysis.claims;

import static dev.threadmill.analysis.claims.Standing.DIRECTION_ONLY;
import static dev.threadmill.analysis.claims.Standing.INCONCLUSIVE;
import static dev.threadmill.analysis.claims.Standing.REFUTED;
import static dev.threadmill.analysis.claims.Standing.REPRODUCED;

import dev.threadmill.stats.Interval;
import org.jspecify.annotations.Nullable;

/// The rules by which an interval is held against a claim. It judges numbers and knows no run.
///
/// | kind | reproduced | direction only | refuted |
/// | --- | --- | --- | --- |
/// | ratio | excludes 1, overlaps the band | excludes 1 on the claim's side | on the other side |
/// | direction | | excludes 1 on the claim's side | on the other side |
/// | within | all of it in the band | | all of it outside |
/// | crossover | above 1 at one end, below at the other | | the contrary at either end |
///
/// Everything else is inconclusive.
final class Bench {
  private Bench() {}

  /// @param band null where only the direction can be judged
  static Standing onRatio(Interval interval, @Nullable Band band) {
    if (interval.contains(1)) {
      return INCONCLUSIVE;
    }
    if (interval.isBelow(1)) {
      return REFUTED;
    }
    return band != null && band.overlaps(interval) ? REPRODUCED : DIRECTION_ONLY;
  }

  static Standing onWithin(Interval interval, Band band) {
    if (band.holds(interval)) {
      return REPRODUCED;
    }
    return band.overlaps(interval) ? INCONCLUSIVE : REFUTED;
  }

  /// @param first the ratio where it is claimed to be above 1
  /// @param last the ratio where it is claimed to be below 1
  static Standing onCrossover(Interval first, Interval last) {
    if (first.isBelow(1) || last.isAbove(1)) {
      return REFUTED;
    }
    return first.isAbove(1) && last.isBelow(1) ? REPRODUCED : INCONCLUSIVE;
  }
}
