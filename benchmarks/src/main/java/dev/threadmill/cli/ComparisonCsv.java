package dev.threadmill.cli;

import dev.threadmill.analysis.compare.Against;
import dev.threadmill.analysis.compare.Row;
import dev.threadmill.analysis.compare.Rule;
import dev.threadmill.analysis.compare.RunComparison;
import dev.threadmill.comparison.Judged;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.stats.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A comparison as a table for programs: a line a row, empty where there is no value. Ratios and
/// verdicts are those of [ComparisonJson].
final class ComparisonCsv {
  private static final List<String> COLUMNS =
      List.of(
          "kind",
          "base",
          "new",
          "name",
          "unit",
          "baseScore",
          "baseLow",
          "baseHigh",
          "baseForks",
          "newScore",
          "newLow",
          "newHigh",
          "newForks",
          "ratio",
          "ratioLow",
          "ratioHigh",
          "p",
          "q",
          "verdict",
          "reasons",
          "quantity");

  private final PrintWriter out;

  ComparisonCsv(PrintWriter out) {
    this.out = out;
  }

  void print(RunComparison comparison) {
    out.println(TextTable.csv(COLUMNS));
    for (Against against : comparison.sides()) {
      against.scores().forEach(row -> out.println(TextTable.csv(line(against, row))));
      against.ratios().forEach(row -> out.println(TextTable.csv(line(against, row))));
    }
  }

  private static List<String> line(Against against, Row.OfScores row) {
    var line = begin("score", against, row.cell().id(), row.unit());
    add(line, row.base());
    add(line, row.other());
    end(line, row.ratio(), row.q(), row.verdict(), row.objections());
    line.add(row.quantity().label());
    return line;
  }

  private static List<String> line(Against against, Row.OfRatios row) {
    var line = begin("ratio", against, ComparisonPage.name(row.comparison()), "");
    for (Judged side : List.of(row.base(), row.other())) {
      add(line, side.ratio());
      line.add(String.valueOf(side.ratio().rounds()));
    }
    end(line, row.ratio(), row.q(), row.verdict(), row.objections());
    line.add(row.quantity().label());
    return line;
  }

  private static List<String> begin(String kind, Against against, String name, String unit) {
    return new ArrayList<>(
        Arrays.asList(kind, against.base().name(), against.other().name(), name, unit));
  }

  private static void end(
      List<String> line,
      @Nullable RatioEstimate ratio,
      double q,
      @Nullable Verdict verdict,
      List<Rule.Objection> objections) {
    add(line, ratio);
    line.add(ratio == null ? "" : TextTable.number(ratio.p()));
    line.add(TextTable.number(q));
    line.add(verdict == null ? "refused" : verdict.word());
    line.add(
        objections.stream()
            .map(objection -> objection.rule().label())
            .distinct()
            .collect(Collectors.joining(" ")));
  }

  /// As in the JSON: the time of the first by the time of the second.
  private static void add(List<String> line, @Nullable RatioEstimate ratio) {
    line.add(ratio == null ? "" : TextTable.number(1 / ratio.ratio()));
    var interval = ratio == null ? null : ratio.interval();
    add(line, interval == null ? null : interval.inverse());
  }

  private static void add(List<String> line, @Nullable ScoreEstimate score) {
    line.add(score == null ? "" : TextTable.number(score.score()));
    add(line, score == null ? null : score.interval());
    line.add(score == null ? "" : String.valueOf(score.forks()));
  }

  private static void add(List<String> line, @Nullable Interval interval) {
    line.add(interval == null ? "" : TextTable.number(interval.low()));
    line.add(interval == null ? "" : TextTable.number(interval.high()));
  }
}
