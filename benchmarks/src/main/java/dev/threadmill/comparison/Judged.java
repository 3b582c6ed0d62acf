package dev.threadmill.comparison;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.Verdict;
import java.util.List;

/// A ratio with the verdict on it. Above 1 the first is better than the second, whatever was
/// measured.
///
/// @param q the p-value adjusted for all that was judged together; NaN where there is none
/// @param findings what was noticed about either side or about both together
public record Judged(RatioEstimate ratio, double q, Verdict verdict, List<Finding> findings) {
  /// How the first stands to the second, for a reader.
  public Relation relation() {
    return Relation.of(ratio, verdict);
  }
}
