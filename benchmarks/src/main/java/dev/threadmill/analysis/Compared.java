package dev.threadmill.analysis;

import dev.threadmill.results.Comparison;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.Verdict;
import java.util.List;

/// What a comparison came to. The ratio is of speeds: above 1 the other cell is faster than the
/// baseline, whatever was measured.
///
/// @param q the p-value adjusted for all comparisons of the run; NaN where there is none
/// @param findings what was noticed about either side or about both together
public record Compared(
    Comparison comparison,
    RatioEstimate ratio,
    double q,
    Verdict verdict,
    List<Finding> findings) {}
