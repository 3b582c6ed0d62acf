package dev.threadmill.cli;

import dev.threadmill.analysis.compare.Against;
import dev.threadmill.analysis.compare.Row;
import dev.threadmill.analysis.compare.Rule;
import dev.threadmill.analysis.compare.RunComparison;
import dev.threadmill.analysis.compare.Side;
import dev.threadmill.comparison.Judged;
import dev.threadmill.comparison.Relation;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.stats.Verdict;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A comparison for people: the fingerprints first, then the rows, then what they come to.
final class ComparisonPage {
  private final PrintWriter out;
  private final boolean markdown;
  private final boolean coloured;

  ComparisonPage(PrintWriter out, boolean markdown, boolean coloured) {
    this.out = out;
    this.markdown = markdown;
    this.coloured = coloured && !markdown;
  }

  void print(RunComparison comparison) {
    for (Against against : comparison.sides()) {
      head(against);
      table(scores(against));
      table(ratios(against));
      lone("Only in the base", against.onlyInBase());
      lone("Only in the new", against.onlyInOther());
      findings(against);
      line(sum(against));
    }
    line(
        String.format(
            Locale.ROOT,
            "The middle column says how the new stands to the base, with a 95 %% interval; q is the"
                + " p-value adjusted over all rows. Less than %.0f %% counts as the same.",
            100 * comparison.effect()));
    line(
        String.format(
            Locale.ROOT,
            comparison.spread().assumed()
                ? "Where there are not two runs a side, runs are assumed to differ by %.0f %% in a"
                    + " score and by 1 %% in a ratio inside a run."
                : "Where there are not two runs a side, runs differ by %.1f %% in a score, as most"
                    + " benchmarks here or earlier runs show, and are assumed to by 1 %% in a ratio"
                    + " inside a run.",
            100 * Math.sqrt(comparison.spread().variance())));
  }

  private void head(Against against) {
    String title =
        (against.ofMachines() ? "MACHINES  " : "COMPARING  ")
            + side(against.base())
            + "  vs  "
            + side(against.other());
    out.println(markdown ? "## " + TextTable.unmarked(title) : TextTable.harmless(title));
    out.println();
    item(
        "differ",
        against.differences().stream()
            .map(d -> d.trait() + ": " + d.base() + " -> " + d.other())
            .collect(Collectors.joining("; ")));
    item(
        "same",
        against.agreements().stream()
            .map(d -> d.trait() + " " + d.base())
            .collect(Collectors.joining("; ")));
    if (against.ofMachines()) {
      item(
          "note",
          "Two machines: a score compares what they are as a whole; a ratio inside each side says"
              + " more, since the speed of the machine cancels in it");
    }
    against.objections().stream()
        .map(Rule.Objection::sentence)
        .forEach(words -> item("note", words));
    out.println();
  }

  private static String side(Side side) {
    return side.runs().stream()
        .map(RunAnalysis::run)
        .map(run -> run.name())
        .collect(Collectors.joining(" + "));
  }

  private void item(String name, String words) {
    String shown = words.isEmpty() ? "nothing that is known" : words;
    out.println(
        markdown
            ? "- **" + name + "** " + TextTable.unmarked(shown)
            : name + ": " + TextTable.harmless(shown));
  }

  private void table(TextTable table) {
    if (!table.isEmpty()) {
      (markdown ? table.markdown() : table.aligned()).forEach(out::println);
      out.println();
    }
  }

  /// A small run beside a big one leaves hundreds of cells alone: they are counted by benchmark.
  private void lone(String where, List<Cell> cells) {
    var byBenchmark =
        cells.stream()
            .collect(
                Collectors.groupingBy(Cell::shortName, LinkedHashMap::new, Collectors.toList()));
    if (!byBenchmark.isEmpty()) {
      line(
          byBenchmark.entrySet().stream()
              .map(
                  entry ->
                      entry.getValue().size() == 1
                          ? entry.getValue().getFirst().id()
                          : entry.getKey() + " (" + entry.getValue().size() + " cells)")
              .collect(Collectors.joining(", ", where + ": ", "")));
    }
  }

  /// What was noticed about the forks: what differs in figures only is said once, by its worst,
  /// with how many rows it is about.
  private void findings(Against against) {
    var byCheck =
        against.scores().stream()
            .flatMap(row -> row.findings().stream().map(finding -> new Noticed(row, finding)))
            .filter(noticed -> noticed.finding().level() != Level.NOTE)
            .collect(
                Collectors.groupingBy(
                    noticed -> said(noticed.finding()).replaceAll("\\d[\\d.]*", "#"),
                    TreeMap::new,
                    Collectors.toList()));
    byCheck.forEach(
        (kind, all) -> {
          var worst =
              Collections.max(all, Comparator.comparing(one -> one.finding().level())).finding();
          long rows = all.stream().map(Noticed::row).distinct().count();
          item(
              "noticed",
              said(worst) + (rows == 1 ? " (1 row)" : " (" + rows + " rows; the worst is shown)"));
        });
    if (!byCheck.isEmpty()) {
      out.println();
    }
  }

  private static String said(Finding finding) {
    return finding.code() + " " + finding.sentence();
  }

  private record Noticed(Row.OfScores row, Finding finding) {}

  private static String sum(Against against) {
    long comparable = against.scores().size() - against.refused() - against.unreliable();
    String counts =
        comparable
            + (comparable == 1 ? " comparable row, " : " comparable rows, ")
            + against.refused()
            + " refused, "
            + against.unreliable()
            + " unreliable";
    var mean = against.mean();
    if (mean == null) {
      return counts;
    }
    boolean faster = mean.value() >= 1;
    var interval = mean.interval();
    return "Geometric mean over "
        + counts
        + ": the new is "
        + Figures.factor(
            faster ? mean.value() : 1 / mean.value(),
            faster || interval == null ? interval : interval.inverse())
        + (faster ? " faster" : " slower")
        + (interval == null ? " (too few rows for an interval;" : " (bootstrap over benchmarks;")
        + " it describes this set of rows and no other)";
  }

  private TextTable scores(Against against) {
    var table = new TextTable();
    table.add("benchmark", "base", "new", "new against base", "q", "verdict");
    for (var row : against.scores()) {
      var judged = row.judged();
      table.add(
          paint(row.verdict()),
          name(row.cell().id(), row.quantity()),
          score(row.base(), row.unit()),
          score(row.other(), row.unit()),
          judged == null ? "-" : judged.relation().measured(row.quantity()),
          Figures.probability(row.q()),
          verdict(row, true) + flags(row.objections(), against, true));
    }
    return table;
  }

  private TextTable ratios(Against against) {
    var table = new TextTable();
    table.add("ratio inside each side", "base", "new", "advantage in the new", "q", "verdict");
    for (var row : against.ratios()) {
      table.add(
          paint(row.verdict()),
          name(name(row.comparison()), row.quantity()),
          row.base().relation().measured(row.quantity()),
          row.other().relation().measured(row.quantity()),
          advantage(row.judged()),
          Figures.probability(row.q()),
          verdict(row, false) + flags(row.objections(), against, false));
    }
    return table;
  }

  private static String advantage(@Nullable Judged judged) {
    if (judged == null) {
      return "-";
    }
    Relation relation = judged.relation();
    return relation.figure() + (relation.isAhead() ? " larger" : " smaller");
  }

  /// `12.3 ns/op [11.9, 12.7] n=5`
  private static String score(@Nullable ScoreEstimate score, String unit) {
    return score == null
        ? "-"
        : Figures.estimate(score.score(), score.interval(), unit) + " n=" + score.forks();
  }

  private UnaryOperator<String> paint(@Nullable Verdict verdict) {
    int colour =
        switch (verdict) {
          case null -> 33;
          case Verdict.Different different -> different.faster() ? 32 : 31;
          case Verdict.Unreliable ignored -> 33;
          case Verdict.Same ignored -> 0;
          case Verdict.Undecided ignored -> 0;
        };
    return coloured && colour != 0
        ? text -> "\033[" + colour + "m" + text + "\033[0m"
        : UnaryOperator.identity();
  }

  private static String verdict(Row row, boolean ofScores) {
    var verdict = row.verdict();
    return verdict != null
        ? verdict.words()
        : "refused: "
            + row.objections().stream()
                .filter(objection -> effect(objection, ofScores) == Rule.Effect.REFUSE)
                .map(Rule.Objection::sentence)
                .collect(Collectors.joining("; "));
  }

  private static Rule.Effect effect(Rule.Objection objection, boolean ofScores) {
    return ofScores ? objection.rule().onScores() : objection.rule().onRatios();
  }

  /// What is said of a row beside its verdict, and was not said of all rows above.
  private static String flags(List<Rule.Objection> objections, Against against, boolean ofScores) {
    String flags =
        objections.stream()
            .filter(objection -> !against.objections().contains(objection))
            .filter(objection -> effect(objection, ofScores) == Rule.Effect.FLAG)
            .map(Rule.Objection::sentence)
            .collect(Collectors.joining("; "));
    return flags.isEmpty() ? "" : " (" + flags + ")";
  }

  private static String name(String cells, Quantity quantity) {
    return quantity == Quantity.TIME ? cells : cells + ": " + quantity.words();
  }

  /// The two cells of a comparison by what differs between them, and what they share.
  static String name(Comparison comparison) {
    String factor = comparison.factor();
    Map<String, String> shared = comparison.baseline().coordinates();
    String rest =
        shared.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(factor))
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
    return comparison.baseline().shortName()
        + (rest.isEmpty() ? "" : "[" + rest + "]")
        + " "
        + value(comparison.other(), factor)
        + "/"
        + value(comparison.baseline(), factor);
  }

  private static String value(Cell cell, String factor) {
    return cell.coordinates().getOrDefault(factor, "");
  }

  private void line(String text) {
    out.println(markdown ? TextTable.unmarked(text) : TextTable.harmless(text));
    out.println();
  }
}
