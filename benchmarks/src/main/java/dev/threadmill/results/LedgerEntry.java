package dev.threadmill.results;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.threadmill.results.RunManifest.Shape;
import java.util.List;

/// One comparison whose true answer was known before: a line of a [Ledger].
///
/// @param when it ended, in ISO form
/// @param benchmark the id of the cell that both arms are, or that the slower one is made from
/// @param arm [#AGAIN] for the very same cell, else how many operations the other arm did where
///     the base did a hundred
/// @param planted the true ratio of speed, of the other arm to the base
/// @param higherIsBetter whether the scores are throughputs; false for times
/// @param alpha one minus the confidence that the interval was computed with
/// @param ratio of speed, of the other arm to the base, as measured
/// @param hit whether the arms were called different: p at most 0.05, and the interval excludes 1
/// @param verdict what a report would have said
/// @param base the forks of the base by round
/// @param other the forks of the other arm in the same rounds
/// @param seed decided the order of the arms; two entries of one batch share it
/// @param machine what kind of machine it was, never whose
/// @param disturbances what was noticed meanwhile that a report would show
public record LedgerEntry(
    String when,
    String benchmark,
    String arm,
    double planted,
    boolean higherIsBetter,
    int rounds,
    double alpha,
    double ratio,
    double low,
    double high,
    double p,
    boolean hit,
    String verdict,
    List<Fork> base,
    List<Fork> other,
    Shape shape,
    long seed,
    String commit,
    String jar,
    String jdk,
    String machine,
    List<String> disturbances) {
  /// The arm that is the base once more.
  public static final String AGAIN = "again";

  /// What counts of one fork: how long it took in all, and the scores of its measured iterations.
  public record Fork(long wallMillis, List<Double> scores) {
    public Fork {
      if (scores == null || scores.isEmpty()) {
        throw new IllegalArgumentException("a fork has no scores");
      }
      for (Double score : scores) {
        if (score == null || !(score > 0 && Double.isFinite(score))) {
          throw new IllegalArgumentException("a score is not a positive number: " + score);
        }
      }
      scores = List.copyOf(scores);
    }
  }

  public LedgerEntry {
    if (benchmark == null || arm == null || base == null || other == null) {
      throw new IllegalArgumentException("benchmark, arm, base or other is missing");
    }
    if (rounds < 3 || base.size() != rounds || other.size() != rounds) {
      throw new IllegalArgumentException(
          rounds + " rounds with " + base.size() + " and " + other.size() + " forks");
    }
    if (!(planted > 0 && low > 0 && low <= ratio && ratio <= high && p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("planted, ratio, interval or p cannot be");
    }
    disturbances = disturbances == null ? List.of() : disturbances;
  }

  /// Whether both arms were the same, so that a hit is a false one.
  @JsonIgnore
  public boolean isSame() {
    return arm.equals(AGAIN);
  }
}
