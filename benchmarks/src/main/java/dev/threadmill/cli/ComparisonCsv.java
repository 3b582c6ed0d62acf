package dev.threadmill.cli;

import dev.threadmill.analysis.compare.Against;
import dev.threadmill.analysis.compare.Objection;
import dev.threadmill.analysis.compare.RatioRow;
import dev.threadmill.analysis.compare.RunComparison;
import dev.threadmill.analysis.compare.ScoreRow;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.ScoreEstimate;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A comparison as a table for programs: a line a row, empty where there is no value.
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

  private final Csv csv;

  ComparisonCsv(PrintWriter out) {
    csv = new Csv(out);
  }

  void print(RunComparison comparison) {
    csv.write(COLUMNS);
    for (Against against : comparison.sides()) {
      against.scores().forEach(row -> csv.write(line(against, row)));
      against.ratios().forEach(row -> csv.write(line(against, row)));
    }
  }

  private static List<String> line(Against against, ScoreRow row) {
    var line = begin("score", against, row.cell().id(), row.unit());
    add(line, row.base());
    add(line, row.other());
    end(line, row.ratio(), row.q(), Ruling.of(row.verdict()), row.objections());
    line.add(row.quantity().label());
    return line;
  }

  private static List<String> line(Against against, RatioRow row) {
    var line = begin("ratio", against, ComparisonTables.name(row.comparison()), "");
    for (RatioEstimate ratio : List.of(row.base(), row.other())) {
      line.add(Csv.number(ratio.ratio()));
      add(line, ratio.interval());
      line.add(String.valueOf(ratio.rounds()));
    }
    end(line, row.ratio(), row.q(), Ruling.of(row.verdict()), row.objections());
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
      Ruling ruling,
      List<Objection> objections) {
    line.add(ratio == null ? "" : Csv.number(ratio.ratio()));
    add(line, ratio == null ? null : ratio.interval());
    line.add(ratio == null ? "" : Csv.number(ratio.p()));
    line.add(Csv.number(q));
    line.add(ruling.label());
    line.add(
        objections.stream()
            .map(objection -> objection.rule().label())
            .distinct()
            .collect(Collectors.joining(" ")));
  }

  private static void add(List<String> line, @Nullable ScoreEstimate score) {
    line.add(score == null ? "" : Csv.number(score.score()));
    add(line, score == null ? null : score.interval());
    line.add(score == null ? "" : String.valueOf(score.forks()));
  }

  private static void add(List<String> line, @Nullable Interval interval) {
    line.add(interval == null ? "" : Csv.number(interval.low()));
    line.add(interval == null ? "" : Csv.number(interval.high()));
  }
}
