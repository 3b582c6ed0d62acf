package dev.threadmill.results;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.stats.Check;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A comparison whose true answer was known before: a line of a [Ledger].
///
/// @param schema the version of the line's format; see [#SCHEMA]
/// @param when it ended, in ISO form
/// @param benchmark the id of the cell that both arms are, or that the slower one is made from
/// @param arm [#AGAIN] for the very same cell, a lane for the same body in its program, else how
///     many operations the other arm did where the base did a hundred
/// @param planted the true ratio of speed, of the other arm to the base
/// @param higherIsBetter whether the scores are throughputs; false for times
/// @param alpha one minus the confidence that the interval was computed with
/// @param ratio of speed, of the other arm to the base, as measured
/// @param hit whether the arms were called different: p at most 0.05, and the interval excludes 1
/// @param verdict the one that a report would have given on this comparison alone
/// @param base the forks of the base by round
/// @param other the forks of the other arm in the same rounds
/// @param seed decided the order of the arms; two entries of one batch share it
/// @param machine what kind of machine it was, never whose
/// @param disturbances the findings that a report would show
public record LedgerEntry(
    int schema,
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
    Ruling verdict,
    List<Fork> base,
    List<Fork> other,
    Shape shape,
    long seed,
    String commit,
    String jar,
    String jdk,
    String machine,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Finding> disturbances) {
  /// The version that this code writes, and the only one that it reads.
  public static final int SCHEMA = 2;

  /// The arm that is the base once more.
  public static final String AGAIN = "again";

  public enum VerdictWord {
    FASTER,
    SLOWER,
    SAME,
    UNDECIDED,
    UNRELIABLE;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A verdict without its figures.
  ///
  /// @param check the one that forbade a verdict; null unless that is the case
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Ruling(VerdictWord word, @Nullable Check check) {
    public Ruling {
      if ((word == VerdictWord.UNRELIABLE) != (check != null)) {
        throw new IllegalArgumentException(word + " by check " + check);
      }
    }

    public static Ruling of(Verdict verdict) {
      return switch (verdict) {
        case Verdict.Different different ->
            new Ruling(different.faster() ? VerdictWord.FASTER : VerdictWord.SLOWER, null);
        case Verdict.Same same -> new Ruling(VerdictWord.SAME, null);
        case Verdict.Undecided undecided -> new Ruling(VerdictWord.UNDECIDED, null);
        case Verdict.Unreliable unreliable ->
            new Ruling(VerdictWord.UNRELIABLE, unreliable.reason().check());
      };
    }

    /// The word, with the number of the check in parentheses.
    @Override
    public String toString() {
      return check == null ? word.label() : word.label() + " (" + check.code() + ")";
    }
  }

  /// The data of one fork: its total time, and the scores of its measured iterations.
  public record Fork(long wallMillis, List<Double> scores) {
    public Fork {
      if (scores.isEmpty()) {
        throw new IllegalArgumentException("a fork has no scores");
      }
      for (Double score : scores) {
        if (!(score > 0 && Double.isFinite(score))) {
          throw new IllegalArgumentException("a score is not a positive number: " + score);
        }
      }
      scores = List.copyOf(scores);
    }
  }

  public LedgerEntry {
    if (rounds < 3 || base.size() != rounds || other.size() != rounds) {
      throw new IllegalArgumentException(
          rounds + " rounds with " + base.size() + " and " + other.size() + " forks");
    }
    if (!(planted > 0 && low > 0 && low <= ratio && ratio <= high && p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("planted, ratio, interval or p cannot be");
    }
    if (!(alpha > 0 && alpha < 1 && Double.isFinite(planted) && Double.isFinite(high))) {
      throw new IllegalArgumentException("alpha, planted or interval cannot be");
    }
  }

  /// Whether both arms were the same, so that a hit is a false one.
  @JsonIgnore
  public boolean isSame() {
    return planted == 1;
  }
}
