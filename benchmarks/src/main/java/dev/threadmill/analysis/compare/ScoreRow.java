package dev.threadmill.analysis.compare;

import dev.threadmill.analysis.Quantity;
import dev.threadmill.results.Cell;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.RatioBetweenRuns;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.stats.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One benchmark on two sides. Above 1 the ratio says that the other side is better than the base:
/// it is faster, whatever was measured, or has less of the quantity.
///
/// @param quantity what is compared
/// @param base its score on the base's side; null where no fork ended well
/// @param other its score on the other side, likewise
/// @param objections what stands between the two, refusals among them
/// @param ratio null where the comparison is refused
/// @param q the p-value adjusted for all comparisons of the report; NaN where there is none
/// @param verdict null where the comparison is refused
/// @param findings what was noticed about the forks of either side
public record ScoreRow(
    Cell cell,
    Quantity quantity,
    String unit,
    @Nullable ScoreEstimate base,
    @Nullable ScoreEstimate other,
    List<Objection> objections,
    @Nullable RatioBetweenRuns ratio,
    double q,
    @Nullable Verdict verdict,
    List<Finding> findings) {

  public boolean isRefused() {
    return verdict == null;
  }

  /// Whether its verdict is none, or is not to be trusted.
  public boolean isInDoubt() {
    return verdict == null || verdict instanceof Verdict.NotTrustworthy;
  }

  public boolean isSlower() {
    return verdict instanceof Verdict.Different different && !different.faster();
  }

  ScoreRow judged(double newQ, Verdict newVerdict) {
    return new ScoreRow(
        cell, quantity, unit, base, other, objections, ratio, newQ, newVerdict, findings);
  }
}
