package dev.threadmill.analysis.compare;

import dev.threadmill.comparison.Judged;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.stats.Verdict;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A row of a comparison of two sides.
public sealed interface Row {
  /// The cell that it is about; of two that are compared the one named first.
  Cell cell();

  Quantity quantity();

  List<Rule.Objection> objections();

  /// Gives the verdict when all rows are there; null where the comparison is refused.
  @Nullable Supplier<Judged> pending();

  /// What the other side is to the base; null where the comparison is refused.
  default @Nullable Judged judged() {
    var pending = pending();
    return pending == null ? null : pending.get();
  }

  default @Nullable RatioEstimate ratio() {
    var judged = judged();
    return judged == null ? null : judged.ratio();
  }

  default @Nullable Verdict verdict() {
    var judged = judged();
    return judged == null ? null : judged.verdict();
  }

  /// The p-value adjusted for all rows of the report; NaN where there is none.
  default double q() {
    var judged = judged();
    return judged == null ? Double.NaN : judged.q();
  }

  /// Whether it shows a difference by itself that among so many rows may be chance.
  default boolean isMaybeChance() {
    var ratio = ratio();
    var interval = ratio == null ? null : ratio.interval();
    return verdict() instanceof Verdict.Undecided && interval != null && !interval.contains(1);
  }

  default boolean isRefused() {
    return pending() == null;
  }

  default boolean isInDoubt() {
    return verdict() == null || verdict() instanceof Verdict.Unreliable;
  }

  /// One benchmark on two sides.
  ///
  /// @param base its score on the base's side; null where no fork ended well
  /// @param other its score on the other side, likewise
  /// @param findings what was noticed about the forks of either side
  record OfScores(
      Cell cell,
      Quantity quantity,
      String unit,
      @Nullable ScoreEstimate base,
      @Nullable ScoreEstimate other,
      List<Rule.Objection> objections,
      List<Finding> findings,
      @Nullable Supplier<Judged> pending)
      implements Row {
    public boolean isSlower() {
      return verdict() instanceof Verdict.Different different
          && different.matters()
          && !different.faster();
    }
  }

  /// A ratio that was measured inside each side, in which the speed of the machines cancels: is the
  /// advantage of virtual threads as large there?
  ///
  /// @param base the ratio on the base's side
  /// @param other the ratio on the other side
  /// @param pending the verdict on the two: *faster* says that the advantage is larger on the
  ///     other side
  record OfRatios(
      Comparison comparison,
      Quantity quantity,
      Judged base,
      Judged other,
      List<Rule.Objection> objections,
      @Nullable Supplier<Judged> pending)
      implements Row {
    @Override
    public Cell cell() {
      return comparison.other();
    }
  }
}
