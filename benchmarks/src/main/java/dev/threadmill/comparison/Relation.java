package dev.threadmill.comparison;

import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Bound;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.Verdict;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The relation of one side to another as readers see it: the winner, and a factor of at least
/// 1.
///
/// @param isAhead whether the first side is better than the second as measured, decided or not
/// @param factor how many times better the side ahead is
/// @param interval of the factor; null where too few forks ran to tell
/// @param bound whether the true factor is known to lie only to one side
/// @param rounds that it rests on
public record Relation(
    boolean isAhead,
    double factor,
    @Nullable Interval interval,
    Bound bound,
    int rounds,
    Verdict verdict) {
  /// Many of a kind, such as `virtual threads`, and not one thing with them.
  private static final Pattern PLURAL =
      Pattern.compile("(?:(?! with ).)*\\b(?:threads|tasks|goroutines|coroutines|processes)\\b.*");

  private static final Pattern EVEN = Pattern.compile("0(?:\\.0)? %.*");

  private static final String AT_LIMIT = "both reached the limit";

  static Relation of(RatioEstimate ratio, Verdict verdict) {
    boolean ahead =
        verdict instanceof Verdict.Different different ? different.faster() : ratio.ratio() >= 1;
    var interval = ratio.interval();
    return new Relation(
        ahead,
        ahead ? ratio.ratio() : 1 / ratio.ratio(),
        ahead || interval == null ? interval : interval.inverse(),
        ahead ? ratio.bound() : ratio.bound().inverse(),
        ratio.rounds(),
        verdict);
  }

  /// `1.62x [1.50, 1.74]`, `7 % [3, 11]`, or `at least 811x [≥ 757]`; of two sides that were cut
  /// off there is none.
  public String figure() {
    return bound == Bound.UNKNOWN
        ? AT_LIMIT
        : preliminary() + (interval == null ? " (too few rounds)" : "");
  }

  /// The same where everybody knows that there are few rounds yet.
  private String preliminary() {
    return bound.words() + Figures.factor(factor, interval);
  }

  /// `1.62x [1.50, 1.74] slower`: how the first stands to the second, decided or not.
  public String measured(Quantity quantity) {
    return bound == Bound.UNKNOWN ? AT_LIMIT : figure() + " " + adjective(quantity, isAhead);
  }

  /// The same with the second: `1.62x [1.50, 1.74] slower than Arc`.
  public String measured(Quantity quantity, String second) {
    return bound == Bound.UNKNOWN ? AT_LIMIT : measured(quantity) + " than " + second;
  }

  /// `1.62x [1.50, 1.74] better`: how one relation stands to another.
  public String changed() {
    return bound == Bound.UNKNOWN
        ? AT_LIMIT
        : figure() + (isAhead ? " better" : " worse") + doubt();
  }

  /// What the first side is to the second, in a row of a table: `1.62x [1.50, 1.74] slower`, with
  /// the verdict before it where that is another.
  public String row(Quantity quantity) {
    var words = measured(quantity);
    var word = verdict instanceof Verdict.Unreliable ? shortVerdict() : verdict.word();
    return verdict instanceof Verdict.Different ? words + doubt() : word + ": " + words;
  }

  /// The verdict without a sentence: the check that forbids one is named by its number.
  public String shortVerdict() {
    return verdict instanceof Verdict.Unreliable unreliable
        ? "unreliable (" + unreliable.reason().code() + ")"
        : verdict.words();
  }

  /// `Mutex is 1.62x [1.50, 1.74] faster than Arc`: the side ahead first.
  public String sentence(Quantity quantity, String first, String second) {
    if (bound == Bound.UNKNOWN) {
      return verdict.word() + ": " + first + " and " + second + " " + AT_LIMIT;
    }
    var clause = clause(quantity, first, second, figure());
    return switch (verdict) {
      case Verdict.Different different -> clause + doubt();
      case Verdict.Same same ->
          first + " and " + second + " are the " + same.words() + ": " + figure() + " apart";
      default -> shortVerdict() + ": as measured " + clause;
    };
  }

  /// The same while a run goes on, without what would decide it.
  public String soFar(Quantity quantity, String first, String second) {
    if (bound == Bound.UNKNOWN
        || verdict instanceof Verdict.Different
        || verdict instanceof Verdict.Same) {
      return sentence(quantity, first, second);
    }
    boolean even = bound == Bound.NONE && EVEN.matcher(preliminary()).matches();
    var same = first + " and " + second + " are the same so far";
    if (interval == null) {
      return even ? same : clause(quantity, first, second, preliminary());
    }
    return verdict.word()
        + ": "
        + (even
            ? same + ": " + preliminary() + " apart"
            : clause(quantity, first, second, preliminary()));
  }

  private String clause(Quantity quantity, String first, String second, String figure) {
    var winner = isAhead ? first : second;
    var loser = isAhead ? second : first;
    return winner
        + verb(quantity, PLURAL.matcher(winner).matches())
        + figure
        + " "
        + adjective(quantity, true)
        + " than "
        + loser;
  }

  /// What a difference leaves open; nothing where it certainly matters.
  public String doubt() {
    return verdict instanceof Verdict.Different different && !different.matters()
        ? ", maybe by less than " + Figures.percent(different.effect())
        : "";
  }

  private String verb(Quantity quantity, boolean plural) {
    return switch (quantity.kind()) {
      case TIME -> plural ? " are " : " is ";
      case MEMORY -> plural ? " take " : " takes ";
      case LATENCY, DELAY, WAIT, WAKE_UP, METRIC, PERCENTILE ->
          (plural ? " have a" : " has a") + (bound == Bound.NONE ? " " : "n ");
    };
  }

  /// `faster`, `less memory`, or the opposite.
  public static String adjective(Quantity quantity, boolean better) {
    return switch (quantity.kind()) {
      case TIME -> better ? "faster" : "slower";
      case MEMORY -> better ? "less memory" : "more memory";
      case DELAY, WAIT, WAKE_UP -> (better ? "shorter " : "longer ") + quantity.words();
      case LATENCY -> (better ? "lower " : "higher ") + quantity.words();
      case METRIC, PERCENTILE -> better ? "lower" : "higher"; // the row is called by its words
    };
  }
}
