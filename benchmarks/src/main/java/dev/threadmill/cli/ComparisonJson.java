package dev.threadmill.cli;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.threadmill.analysis.compare.Against;
import dev.threadmill.analysis.compare.Against.Difference;
import dev.threadmill.analysis.compare.RatioRow;
import dev.threadmill.analysis.compare.RunComparison;
import dev.threadmill.analysis.compare.ScoreRow;
import dev.threadmill.results.Cell;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.stats.Verdict;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A comparison as JSON. The records here are the schema, and [#SCHEMA] its version: a field
/// may be added under the same version, none is renamed or removed.
///
/// Numbers have nine digits; what is unknown or does not exist is null. Ratios are of speed, or
/// of how much less there is of the quantity: above 1 the other side is better. A verdict is
/// one of `faster`, `slightly-faster`, `slower`, `slightly-slower`, `same`, `undecided`,
/// `not-trustworthy`, `refused`.
@JsonPropertyOrder({
  "schema",
  "exitCode",
  "effect",
  "assumedRunSpread",
  "historyRunSpread",
  "comparisons"
})
record ComparisonJson(
    int schema,
    int exitCode,
    @Nullable Double effect,
    @Nullable Double assumedRunSpread,
    @Nullable Double historyRunSpread,
    List<Sides> comparisons) {
  static final int SCHEMA = 1;

  /// The base against one other side.
  record Sides(
      Side base,
      Side other,
      boolean twoMachines,
      List<Difference> differ,
      List<Difference> same,
      List<Reason> reasons,
      List<Score> scores,
      List<Ratio> ratios,
      List<String> onlyInBase,
      List<String> onlyInOther,
      @Nullable Mean geometricMean) {}

  /// @param independentRuns how many of the runs were made far enough apart to count as several
  record Side(String name, List<String> runs, int independentRuns) {}

  /// @param rule by which it is known; `onScores` and `onRatios` say what it does
  record Reason(String rule, String onScores, String onRatios, String sentence) {}

  record Score(
      String id,
      String benchmark,
      String mode,
      Map<String, String> coordinates,
      String quantity,
      String unit,
      @Nullable Estimate base,
      @Nullable Estimate other,
      @Nullable Quotient ratio,
      String verdict,
      @Nullable String words,
      List<Reason> reasons,
      List<Finding> findings) {}

  /// A ratio that was measured inside each side, and the ratio of the two.
  record Ratio(
      String factor,
      String baseline,
      String contender,
      String quantity,
      Quotient base,
      Quotient other,
      @Nullable Quotient ratio,
      String verdict,
      @Nullable String words,
      List<Reason> reasons) {}

  /// @param forkSpread the standard deviation of the log scores of forks
  record Estimate(
      @Nullable Double score,
      @Nullable Double low,
      @Nullable Double high,
      int forks,
      @Nullable Double forkSpread) {}

  record Quotient(
      @Nullable Double ratio,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double p,
      @Nullable Double q) {}

  /// @param describes what it may be quoted for
  record Mean(
      @Nullable Double ratio,
      @Nullable Double low,
      @Nullable Double high,
      int rows,
      String describes) {}

  static void print(RunComparison comparison, int exitCode, PrintWriter out)
      throws JsonProcessingException {
    var spread = comparison.spread();
    var ofRuns = Figures.exact(Math.sqrt(spread.variance()));
    var json =
        new ComparisonJson(
            SCHEMA,
            exitCode,
            Figures.exact(comparison.effect()),
            spread.assumed() ? ofRuns : null,
            spread.assumed() ? null : ofRuns,
            comparison.sides().stream().map(ComparisonJson::of).toList());
    var indenter = new DefaultIndenter("  ", "\n");
    out.println(
        JsonMapper.builder()
            .build()
            .writer(
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))
            .writeValueAsString(json));
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
                Figures.exact(mean.value()),
                low(mean.interval()),
                high(mean.interval()),
                mean.count(),
                "these rows only"));
  }

  private static Side of(dev.threadmill.analysis.compare.Side side) {
    return new Side(
        side.name(), side.runs().stream().map(run -> run.name()).toList(), side.repeats().size());
  }

  private static Score of(ScoreRow row) {
    return new Score(
        row.cell().id(),
        row.cell().benchmark(),
        row.cell().mode(),
        row.cell().coordinates(),
        row.quantity().label(),
        row.unit(),
        of(row.base()),
        of(row.other()),
        of(row.ratio(), row.q()),
        Ruling.of(row.verdict()).label(),
        words(row.verdict()),
        reasons(row.objections()),
        row.findings());
  }

  private static Ratio of(RatioRow row) {
    return new Ratio(
        row.comparison().factor(),
        row.comparison().baseline().id(),
        row.comparison().other().id(),
        row.quantity().label(),
        quotient(row.base(), Double.NaN),
        quotient(row.other(), Double.NaN),
        of(row.ratio(), row.q()),
        Ruling.of(row.verdict()).label(),
        words(row.verdict()),
        reasons(row.objections()));
  }

  private static @Nullable String words(@Nullable Verdict verdict) {
    return verdict == null ? null : verdict.words();
  }

  private static @Nullable Estimate of(@Nullable ScoreEstimate score) {
    return score == null
        ? null
        : new Estimate(
            Figures.exact(score.score()),
            low(score.interval()),
            high(score.interval()),
            score.forks(),
            Figures.exact(score.forkSpread()));
  }

  private static @Nullable Quotient of(@Nullable RatioEstimate ratio, double q) {
    return ratio == null ? null : quotient(ratio, q);
  }

  private static Quotient quotient(RatioEstimate ratio, double q) {
    return new Quotient(
        Figures.exact(ratio.ratio()),
        low(ratio.interval()),
        high(ratio.interval()),
        Figures.exact(ratio.p()),
        Figures.exact(q));
  }

  private static @Nullable Double low(@Nullable Interval interval) {
    return interval == null ? null : Figures.exact(interval.low());
  }

  private static @Nullable Double high(@Nullable Interval interval) {
    return interval == null ? null : Figures.exact(interval.high());
  }

  private static List<Reason> reasons(List<dev.threadmill.analysis.compare.Objection> objections) {
    return objections.stream()
        .map(
            objection ->
                new Reason(
                    objection.rule().label(),
                    objection.rule().onScores().label(),
                    objection.rule().onRatios().label(),
                    objection.sentence()))
        .toList();
  }
}
