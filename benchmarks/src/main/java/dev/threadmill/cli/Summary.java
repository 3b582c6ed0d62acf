package dev.threadmill.cli;

import dev.threadmill.analysis.CellResult;
import dev.threadmill.analysis.Compared;
import dev.threadmill.analysis.RunAnalysis;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.Level;
import dev.threadmill.stats.Verdict;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a run came to, in plain words, a line a comparison.
final class Summary {
  private Summary() {}

  static void print(RunAnalysis analysis, PrintWriter out) {
    Map<String, List<Compared>> byGroup =
        analysis.comparisons().stream()
            .collect(
                Collectors.groupingBy(
                    compared -> compared.comparison().baseline().group(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    byGroup.forEach(
        (group, comparisons) -> {
          out.println();
          out.println(group);
          comparisons.forEach(compared -> out.println("  " + line(compared)));
        });
    List<CellResult> without =
        analysis.cells().stream().filter(cell -> cell.score() == null).toList();
    if (!without.isEmpty()) {
      out.println();
      without.forEach(cell -> out.println(cell.cell().id() + ": " + why(cell)));
    }
    printFindings(analysis, out);
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "Ratios are of speed, with 95 %% intervals; less than %.0f %% is taken for the same.",
            100 * analysis.effect()));
  }

  private static String line(Compared compared) {
    Comparison comparison = compared.comparison();
    String factor = comparison.factor();
    return String.format(
        Locale.ROOT,
        "%-58s %7.3g %-16s %s",
        value(comparison.other(), factor)
            + " / "
            + value(comparison.baseline(), factor)
            + rest(comparison),
        compared.ratio().ratio(),
        interval(compared.ratio().interval()),
        words(compared.verdict()));
  }

  /// What forbids a verdict is said in full below the comparisons, once.
  private static String words(Verdict verdict) {
    return verdict instanceof Verdict.NotTrustworthy not
        ? "not trustworthy (" + not.reason().code() + ")"
        : verdict.words();
  }

  private static void printFindings(RunAnalysis analysis, PrintWriter out) {
    Map<String, Finding> worst = new TreeMap<>();
    analysis.comparisons().stream()
        .flatMap(compared -> compared.findings().stream())
        .filter(finding -> finding.level() != Level.NOTE)
        .forEach(
            finding ->
                worst.merge(
                    finding.code(),
                    finding,
                    (one, other) -> one.level().compareTo(other.level()) >= 0 ? one : other));
    if (!worst.isEmpty()) {
      out.println();
      out.println("What disturbed this run:");
      worst.forEach((code, finding) -> out.printf("  %-4s %s%n", code, finding.sentence()));
    }
  }

  private static String value(Cell cell, String factor) {
    return named(factor, cell.coordinates().getOrDefault(factor, ""));
  }

  /// Contenders and kinds of thread say by themselves what they are, numbers do not.
  private static String named(String factor, String value) {
    return factor.equals(Cell.CONTENDER) || factor.equals(Cell.THREAD_KIND)
        ? value
        : factor + " " + value;
  }

  /// What both sides have in common beside the group's conditions.
  private static String rest(Comparison comparison) {
    var common = comparison.baseline().compared();
    common.remove(comparison.factor());
    return common.isEmpty()
        ? ""
        : common.entrySet().stream()
            .map(entry -> named(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String interval(@org.jspecify.annotations.Nullable Interval interval) {
    return interval == null
        ? "[too few rounds]"
        : String.format(Locale.ROOT, "[%.3g, %.3g]", interval.low(), interval.high());
  }

  private static String why(CellResult cell) {
    return switch (cell.status()) {
      case NOT_APPLICABLE -> "n/a, " + cell.reason();
      case FAILED -> "FAILED, " + cell.reason();
      case NOT_RUN -> "not run, " + cell.reason();
      case OK -> "";
    };
  }
}
