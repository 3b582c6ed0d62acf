package dev.threadmill.stats;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// An estimate of how many times better one thing is than another.
public sealed interface RatioEstimate permits PairedRatio, RatioBetweenRuns {
  /// Better divided by worse is above 1, whether a throughput or a time was measured.
  double ratio();

  /// Null where there are too few forks for any.
  @Nullable Interval interval();

  /// The chance of a ratio at least that far from 1 if in truth there is no difference; NaN where
  /// there is no interval.
  double p();

  /// The number of forks of the side that has fewer.
  int rounds();

  /// Whether both sides were measured side by side, so that a machine that drifts moves neither.
  boolean isPaired();

  /// About how many rounds more would make the interval reach no further than `effect` to either
  /// side; empty if no number of rounds would, or if too few are there to tell.
  ///
  /// @param effect as a share: 0.03 stands for 3 %
  /// @param alpha one minus the confidence of the interval
  OptionalInt moreRounds(double effect, double alpha);
}
