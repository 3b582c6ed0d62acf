package dev.threadmill.analysis.compare;

import dev.threadmill.analysis.Quantity;
import dev.threadmill.results.Comparison;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.PairedRatio;
import dev.threadmill.stats.RatioBetweenRuns;
import dev.threadmill.stats.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A ratio that was measured inside each side, on two sides, in which the speed of the machines
/// cancels: is the advantage of virtual threads as large there?
///
/// @param quantity what is compared
/// @param base the ratio on the base's side
/// @param other the ratio on the other side
/// @param ratio of the other side's ratio to the base's; null where the comparison is refused
/// @param q as in [ScoreRow]
/// @param verdict *faster* says that the advantage is larger on the other side
/// @param findings what was noticed about the forks of the four cells
public record RatioRow(
    Comparison comparison,
    Quantity quantity,
    PairedRatio base,
    PairedRatio other,
    List<Objection> objections,
    @Nullable RatioBetweenRuns ratio,
    double q,
    @Nullable Verdict verdict,
    List<Finding> findings) {

  public boolean isRefused() {
    return verdict == null;
  }

  RatioRow judged(double newQ, Verdict newVerdict) {
    return new RatioRow(
        comparison, quantity, base, other, objections, ratio, newQ, newVerdict, findings);
  }
}
