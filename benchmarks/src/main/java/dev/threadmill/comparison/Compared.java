package dev.threadmill.comparison;

import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.Verdict;
import java.util.List;

/// A comparison of two cells of a run by one quantity, with its verdict. Above 1 the other cell is
/// better than the baseline.
public record Compared(Comparison comparison, Quantity quantity, Judged judged) {
  public RatioEstimate ratio() {
    return judged.ratio();
  }

  public Verdict verdict() {
    return judged.verdict();
  }

  public List<Finding> findings() {
    return judged.findings();
  }
}
