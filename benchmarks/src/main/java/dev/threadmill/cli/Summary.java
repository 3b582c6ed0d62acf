package dev.threadmill.cli;

import dev.threadmill.analysis.CellResult;
import dev.threadmill.analysis.Compared;
import dev.threadmill.analysis.RunAnalysis;
import dev.threadmill.report.Readable;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Headline;
import dev.threadmill.report.table.Quantity;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.Level;
import dev.threadmill.stats.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a run came to, in plain words, a line a comparison.
final class Summary {
  /// The check that speaks of cells which were not warmed up.
  private static final String COLD = "C3";

  private Summary() {}

  static void print(RunAnalysis analysis, PrintWriter out) {
    var source = Source.of(List.of(analysis)).getFirst();
    Map<String, List<String>> byGroup = new LinkedHashMap<>();
    analysis.comparisons().stream()
        .forEach(compared -> add(byGroup, compared.comparison(), line(compared)));
    beside(source).forEach(answer -> add(byGroup, answer.comparison(), line(answer)));
    byGroup.forEach(
        (group, lines) -> {
          out.println();
          out.println(group);
          lines.forEach(line -> out.println("  " + line));
        });
    List<CellResult> without =
        analysis.cells().stream().filter(cell -> cell.score() == null).toList();
    if (!without.isEmpty()) {
      out.println();
      without.forEach(cell -> out.println(cell.cell().id() + ": " + why(cell)));
    }
    printWarmUps(analysis, out);
    printFindings(analysis, out);
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "Ratios are of speed%s, with 95 %% intervals; less than %.0f %% is taken for the same.",
            beside(source).isEmpty()
                ? ""
                : ", or of what is named: above 1 the first has less of it",
            100 * analysis.effect()));
  }

  private static void add(Map<String, List<String>> byGroup, Comparison comparison, String line) {
    byGroup.computeIfAbsent(comparison.baseline().group(), any -> new ArrayList<>()).add(line);
  }

  /// The answers to those questions of the report that are not about the score.
  private static List<Answer> beside(Source source) {
    return Arrays.stream(Headline.values())
        .filter(headline -> headline.quantity() != Quantity.TIME)
        .flatMap(headline -> Answer.to(headline, source).stream())
        .toList();
  }

  private static String line(Compared compared) {
    return line(sides(compared.comparison()), compared.ratio().ratio(), compared.ratio().interval())
        + words(compared.verdict());
  }

  /// `memory of a thread: VIRTUAL / PLATFORM  12.1 [11.8, 12.4]  1.9 kB / 23 kB`
  private static String line(Answer answer) {
    var comparison = answer.comparison();
    return line(
            answer.quantity().words() + ": " + sides(comparison),
            answer.ratio().ratio(),
            answer.ratio().interval())
        + amount(answer, comparison.other())
        + " / "
        + amount(answer, comparison.baseline())
        + doubt(answer.verdict());
  }

  private static String amount(Answer answer, Cell cell) {
    return answer
        .value(cell)
        .map(figure -> Readable.of(answer.quantity(), figure.value()))
        .orElse("?");
  }

  /// What the interval does not say by itself.
  private static String doubt(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Different decided -> "";
      case Verdict.Slight decided -> "";
      default -> ", " + words(verdict);
    };
  }

  private static String line(String what, double ratio, @Nullable Interval interval) {
    return String.format(Locale.ROOT, "%-58s %7.3g %-16s ", what, ratio, interval(interval));
  }

  private static String sides(Comparison comparison) {
    String factor = comparison.factor();
    return value(comparison.other(), factor)
        + " / "
        + value(comparison.baseline(), factor)
        + rest(comparison);
  }

  /// What forbids a verdict is said in full below the comparisons, once.
  private static String words(Verdict verdict) {
    return verdict instanceof Verdict.NotTrustworthy not
        ? "not trustworthy (" + not.reason().code() + ")"
        : verdict.words();
  }

  /// What each cell says of its warm-up that was measured without one.
  private static void printWarmUps(RunAnalysis analysis, PrintWriter out) {
    for (var cell : analysis.cells()) {
      cell.findings().stream()
          .filter(finding -> finding.code().equals(COLD))
          .forEach(finding -> out.printf("%n%s%n  %s%n", cell.cell().id(), finding.sentence()));
    }
  }

  private static void printFindings(RunAnalysis analysis, PrintWriter out) {
    Map<String, Finding> worst = new TreeMap<>();
    analysis.comparisons().stream()
        .flatMap(compared -> compared.findings().stream())
        .filter(finding -> finding.level() != Level.NOTE && !finding.code().equals(COLD))
        .forEach(
            finding ->
                worst.merge(
                    finding.code(),
                    finding,
                    (one, other) -> one.level().compareTo(other.level()) >= 0 ? one : other));
    List<Finding> all = new ArrayList<>(analysis.driftWarnings());
    all.addAll(worst.values());
    if (!all.isEmpty()) {
      out.println();
      out.println("What disturbed this run:");
      all.forEach(finding -> out.printf("  %-4s %s%n", finding.code(), finding.sentence()));
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

  private static String interval(@Nullable Interval interval) {
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
