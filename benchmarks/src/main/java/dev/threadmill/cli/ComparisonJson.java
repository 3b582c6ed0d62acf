package dev.threadmill.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.threadmill.analysis.compare.Against;
import dev.threadmill.analysis.compare.Against.Difference;
import dev.threadmill.analysis.compare.Row;
import dev.threadmill.analysis.compare.Rule;
import dev.threadmill.analysis.compare.RunComparison;
import dev.threadmill.analysis.compare.Side;
import dev.threadmill.comparison.Judged;
import dev.threadmill.results.Cell;
import dev.threadmill.stats.Bound;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.stats.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A comparison as JSON. The records here are the schema, and [#SCHEMA] its version: a field
/// may be added under the same version, none is renamed or removed.
///
/// Numbers have nine digits; what is unknown or does not exist is null. A ratio is the time of the
/// first by the time of the second, or the amount of the quantity: of the other side by the
/// base, and inside a side of the contender by its baseline. Below 1 the first is better. A
/// verdict is about the first: `faster`, `slower`, `same`, `undecided`, `unreliable`, or
/// `refused`; `matters` says whether a difference is certainly larger than the effect.
record ComparisonJson(
    int schema,
    int exitCode,
    double effect,
    double assumedRunSpread,
    double historyRunSpread,
    List<Sides> comparisons) {
  static final int SCHEMA = 2;

  record Sides(
      SideJson base,
      SideJson other,
      boolean twoMachines,
      List<Difference> differ,
      List<Difference> same,
      List<Reason> reasons,
      List<Score> scores,
      List<Ratio> ratios,
      List<String> onlyInBase,
      List<String> onlyInOther,
      @Nullable Mean geometricMean) {
    private CsvRow row(String kind, Object row) {
      return new CsvRow(kind, base.name(), other.name(), row);
    }
  }

  /// @param independentRuns how many of the runs were made far enough apart to count as several
  record SideJson(String name, List<String> runs, int independentRuns) {}

  /// @param rule by which it is known; `onScores` and `onRatios` say what it does
  record Reason(String rule, String onScores, String onRatios, String sentence) {}

  record Score(
      String id,
      String benchmark,
      String mode,
      Map<String, String> coordinates,
      String quantity,
      String unit,
      @Nullable ScoreJson base,
      @Nullable ScoreJson other,
      @JsonUnwrapped VerdictJson ruling,
      List<CheckJson> findings) {}

  record CheckJson(String code, String level, String sentence) {}

  /// A ratio that was measured inside each side, and the ratio of the two: below 1 the advantage is
  /// larger on the other side.
  record Ratio(
      String factor,
      String baseline,
      String contender,
      String quantity,
      Inside base,
      Inside other,
      @JsonUnwrapped VerdictJson ruling) {}

  record VerdictJson(
      @Nullable Quotient ratio,
      String verdict,
      boolean matters,
      @Nullable String words,
      List<Reason> reasons) {
    static VerdictJson of(Row row) {
      var verdict = row.verdict();
      return new VerdictJson(
          row.judged() == null ? null : Quotient.of(row.judged()),
          verdict == null ? "refused" : verdict.word(),
          verdict instanceof Verdict.Different different && different.matters(),
          verdict == null ? null : verdict.words(),
          ComparisonJson.reasons(row.objections()));
    }
  }

  record Inside(Quotient ratio, String verdict, String words) {
    static Inside of(Judged side) {
      return new Inside(Quotient.of(side), side.verdict().word(), side.verdict().words());
    }
  }

  /// @param forkSpread the standard deviation of the log scores of forks
  /// @param censored whether some fork stopped waiting, so that the score is only a lower bound;
  ///     not there where it is not so
  record ScoreJson(
      double score,
      @JsonUnwrapped Range range,
      int forks,
      double forkSpread,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean censored) {}

  /// @param censored whether that is so of a side, so that the ratio is only a bound, whose
  ///     interval has one end; not there where it is not so
  record Quotient(
      double ratio,
      @JsonUnwrapped Range range,
      double p,
      double q,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean censored) {
    static Quotient of(Judged judged) {
      var ratio = judged.ratio();
      return new Quotient(
          1 / ratio.ratio(),
          Range.inverse(ratio.interval()),
          ratio.p(),
          judged.q(),
          ratio.bound() != Bound.NONE);
    }
  }

  /// @param describes what it may be quoted for
  record Mean(double ratio, @JsonUnwrapped Range range, int rows, String describes) {}

  /// An end that nobody knows is null.
  record Range(double low, double high) {
    static Range of(@Nullable Interval interval) {
      return interval == null
          ? new Range(Double.NaN, Double.NaN)
          : new Range(interval.low() == 0 ? Double.NaN : interval.low(), interval.high());
    }

    static Range inverse(@Nullable Interval interval) {
      return of(interval == null ? null : interval.inverse());
    }
  }

  static ComparisonJson of(RunComparison comparison, int exitCode) {
    var spread = comparison.spread();
    double ofRuns = Math.sqrt(spread.variance());
    return new ComparisonJson(
        SCHEMA,
        exitCode,
        comparison.effect(),
        spread.assumed() ? ofRuns : Double.NaN,
        spread.assumed() ? Double.NaN : ofRuns,
        comparison.sides().stream().map(ComparisonJson::of).toList());
  }

  /// The columns of [#rows()].
  static final String COLUMNS =
      "kind baseRun otherRun id factor baseline contender quantity unit base.score base.low"
          + " base.high base.forks base.ratio.ratio base.ratio.low base.ratio.high other.score"
          + " other.low other.high other.forks other.ratio.ratio other.ratio.low other.ratio.high"
          + " ratio.ratio ratio.low ratio.high ratio.p ratio.q verdict matters reasons.rule"
          + " base.censored other.censored ratio.censored";

  record CsvRow(String kind, String baseRun, String otherRun, @JsonUnwrapped Object row) {}

  Stream<CsvRow> rows() {
    return comparisons.stream()
        .flatMap(
            sides ->
                Stream.concat(
                    sides.scores().stream().map(row -> sides.row("score", row)),
                    sides.ratios().stream().map(row -> sides.row("ratio", row))));
  }

  private static Sides of(Against against) {
    var mean = against.mean();
    return new Sides(
        of(against.base()),
        of(against.other()),
        against.ofMachines(),
        against.differences(),
        against.agreements(),
        reasons(against.objections()),
        against.scores().stream().map(ComparisonJson::of).toList(),
        against.ratios().stream().map(ComparisonJson::of).toList(),
        against.onlyInBase().stream().map(Cell::id).toList(),
        against.onlyInOther().stream().map(Cell::id).toList(),
        mean == null
            ? null
            : new Mean(
                1 / mean.score(), Range.inverse(mean.interval()), mean.forks(), "these rows only"));
  }

  private static SideJson of(Side side) {
    return new SideJson(
        side.name(),
        side.runs().stream().map(run -> run.run().name()).toList(),
        side.repeats().size());
  }

  private static Score of(Row.OfScores row) {
    return new Score(
        row.cell().id(),
        row.cell().benchmark(),
        row.cell().mode(),
        row.cell().coordinates(),
        row.quantity().label(),
        row.unit(),
        of(row.base()),
        of(row.other()),
        VerdictJson.of(row),
        row.findings().stream()
            .map(one -> new CheckJson(one.code(), one.level().name(), one.sentence()))
            .toList());
  }

  private static Ratio of(Row.OfRatios row) {
    return new Ratio(
        row.comparison().factor(),
        row.comparison().baseline().id(),
        row.comparison().other().id(),
        row.quantity().label(),
        Inside.of(row.base()),
        Inside.of(row.other()),
        VerdictJson.of(row));
  }

  private static @Nullable ScoreJson of(@Nullable ScoreEstimate score) {
    return score == null
        ? null
        : new ScoreJson(
            score.score(),
            Range.of(score.interval()),
            score.forks(),
            score.forkSpread(),
            score.bound() != Bound.NONE);
  }

  private static List<Reason> reasons(List<Rule.Objection> objections) {
    return objections.stream()
        .map(
            one ->
                new Reason(
                    one.rule().label(),
                    one.rule().onScores().label(),
                    one.rule().onRatios().label(),
                    one.sentence()))
        .toList();
  }
}
