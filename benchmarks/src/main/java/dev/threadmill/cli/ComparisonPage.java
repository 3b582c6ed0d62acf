package dev.threadmill.cli;

import dev.threadmill.analysis.compare.Against;
import dev.threadmill.analysis.compare.Objection;
import dev.threadmill.analysis.compare.RunComparison;
import dev.threadmill.analysis.compare.ScoreRow;
import dev.threadmill.analysis.compare.Side;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Run;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.GeometricMean;
import dev.threadmill.stats.Level;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A comparison for people: the fingerprints first, then the rows, then what they come to.
final class ComparisonPage {
  private final PrintWriter out;
  private final boolean markdown;
  private final ComparisonTables tables;

  ComparisonPage(PrintWriter out, boolean markdown, boolean coloured) {
    this.out = out;
    this.markdown = markdown;
    tables = new ComparisonTables(coloured && !markdown);
  }

  void print(RunComparison comparison) {
    for (Against against : comparison.sides()) {
      head(against);
      table(tables.scores(against));
      table(tables.ratios(against));
      lone("Only in the base", against.onlyInBase());
      lone("Only in the new", against.onlyInOther());
      findings(against);
      line(sum(against));
    }
    line(
        String.format(
            Locale.ROOT,
            "Ratios are of speed, or of how much less there is: above 1 the new is better. Each"
                + " interval is a 95 %% one; q is adjusted over all rows. Less than %.0f %% is taken for the same.",
            100 * comparison.effect()));
    line(
        String.format(
            Locale.ROOT,
            comparison.spread().assumed()
                ? "Where there are not two runs a side, runs are assumed to differ by %.0f %% in a"
                    + " score and by 1 %% in a ratio inside a run."
                : "Where there are not two runs a side, runs differ by %.1f %% in a score, as those"
                    + " of the history do, and are assumed to by 1 %% in a ratio inside a run.",
            100 * Math.sqrt(comparison.spread().variance())));
  }

  private void head(Against against) {
    String title =
        (against.ofMachines() ? "MACHINES  " : "COMPARING  ")
            + side(against.base())
            + "  vs  "
            + side(against.other());
    out.println(markdown ? "## " + Table.unmarked(title) : Table.harmless(title));
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
    against.objections().stream().map(Objection::sentence).forEach(words -> item("note", words));
    out.println();
  }

  private static String side(Side side) {
    return side.runs().stream().map(Run::name).collect(Collectors.joining(" + "));
  }

  private void item(String name, String words) {
    String shown = words.isEmpty() ? "nothing that is known" : words;
    out.println(
        markdown
            ? "- **" + name + "** " + Table.unmarked(shown)
            : name + ": " + Table.harmless(shown));
  }

  private void table(Table table) {
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
                    java.util.TreeMap::new,
                    Collectors.toList()));
    byCheck.forEach(
        (kind, all) -> {
          var worst =
              Collections.max(all, Comparator.comparing(one -> one.finding().level())).finding();
          long rows = all.stream().map(Noticed::row).distinct().count();
          item(
              "noticed",
              said(worst) + (rows == 1 ? " (1 row)" : " (" + rows + " rows, not all as much)"));
        });
    if (!byCheck.isEmpty()) {
      out.println();
    }
  }

  private static String said(Finding finding) {
    return finding.code() + " " + finding.sentence();
  }

  private record Noticed(ScoreRow row, Finding finding) {}

  private static String sum(Against against) {
    long comparable = against.scores().size() - against.refused() - against.notTrustworthy();
    String counts =
        comparable
            + (comparable == 1 ? " comparable row, " : " comparable rows, ")
            + against.refused()
            + " refused, "
            + against.notTrustworthy()
            + " not trustworthy";
    GeometricMean mean = against.mean();
    return mean == null
        ? counts
        : "Geometric mean over "
            + counts
            + ": "
            + Figures.plain(mean.value())
            + " "
            + (mean.interval() == null
                ? "[too few rows for an interval]"
                : Figures.interval(mean.interval()))
            + " (bootstrap over benchmarks; it describes this set of rows and no other)";
  }

  private void line(String text) {
    out.println(markdown ? Table.unmarked(text) : Table.harmless(text));
    out.println();
  }
}
