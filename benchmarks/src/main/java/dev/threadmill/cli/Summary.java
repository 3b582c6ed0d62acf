package dev.threadmill.cli;

import dev.threadmill.analysis.CellResult;
import dev.threadmill.analysis.Quantity;
import dev.threadmill.analysis.RunAnalysis;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Headline;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Comparison;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import dev.threadmill.stats.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a run came to, in plain words: first what it says to the questions that everybody asks,
/// then the rest, if that is little.
final class Summary {
  /// The check that speaks of cells which were not warmed up.
  private static final String COLD = "C3";

  /// How many comparisons beside the headlines are read by anyone.
  private static final int FEW = 20;

  private final RunAnalysis analysis;
  private final PrintWriter out;
  private final Map<Headline, List<Answer>> headlines = new LinkedHashMap<>();
  private final Map<String, List<String>> others = new LinkedHashMap<>();
  private final List<Verdict> verdicts = new ArrayList<>();

  private Summary(RunAnalysis analysis, PrintWriter out) {
    this.analysis = analysis;
    this.out = out;
    var source = Source.of(List.of(analysis)).getFirst();
    Set<Comparison> shown = new HashSet<>();
    List<Answer> beside = new ArrayList<>();
    for (var headline : Headline.values()) {
      var answers = Answer.to(headline, source);
      var typical = Answer.typical(headline, answers);
      if (!typical.isEmpty()) {
        headlines.put(headline, typical);
      }
      if (headline.quantity() == Quantity.TIME) {
        typical.forEach(answer -> shown.add(answer.comparison()));
      } else {
        answers.stream().filter(answer -> !typical.contains(answer)).forEach(beside::add);
      }
    }
    analysis.comparisons().stream()
        .filter(compared -> !shown.contains(compared.comparison()))
        .forEach(
            compared ->
                other(compared.comparison(), compared.verdict(), ComparisonLine.of(compared)));
    beside.forEach(
        answer -> other(answer.comparison(), answer.verdict(), ComparisonLine.of(answer)));
  }

  private void other(Comparison comparison, Verdict verdict, String line) {
    others.computeIfAbsent(comparison.baseline().group(), any -> new ArrayList<>()).add(line);
    verdicts.add(verdict);
  }

  /// Prints all, and gives whether a question of the headlines is left undecided.
  static boolean print(RunAnalysis analysis, PrintWriter out) {
    var summary = new Summary(analysis, out);
    summary.print();
    return summary.headlines.values().stream()
        .flatMap(List::stream)
        .anyMatch(answer -> answer.verdict() instanceof Verdict.Undecided);
  }

  private void print() {
    headlines.forEach(
        (headline, answers) -> {
          out.println();
          out.println(headline.question());
          out.println(answers.getFirst().comparison().baseline().group());
          answers.forEach(answer -> out.println("  " + ComparisonLine.of(answer)));
        });
    if (headlines.isEmpty() || verdicts.size() <= FEW) {
      if (!headlines.isEmpty() && !others.isEmpty()) {
        out.println();
        out.println("Beside these:");
      }
      others.forEach(
          (group, lines) -> {
            out.println();
            out.println(group);
            lines.forEach(line -> out.println("  " + line));
          });
    } else {
      out.println();
      out.println(tally());
    }
    List<CellResult> without =
        analysis.cells().stream().filter(cell -> cell.score() == null).toList();
    if (!without.isEmpty()) {
      out.println();
      without.forEach(cell -> out.println(cell.cell().id() + ": " + why(cell)));
    }
    printWarmUps(analysis, out);
    printFindings(analysis, out);
    boolean byOther =
        headlines.keySet().stream().anyMatch(headline -> headline.quantity() != Quantity.TIME);
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "Ratios are of speed%s, with 95 %% intervals; less than %.0f %% is taken for the same.",
            byOther ? ", or of what is named: above 1 the first has less of it" : "",
            100 * analysis.effect()));
  }

  /// `Beside these 135 comparisons, all in the report: 20 faster, 31 slower, 84 undecided.`
  private String tally() {
    Map<String, Integer> times = new LinkedHashMap<>();
    List.of("faster", "slower", "the same", "undecided", "not trustworthy")
        .forEach(word -> times.put(word, 0));
    verdicts.forEach(verdict -> times.merge(word(verdict), 1, Integer::sum));
    return "Beside these "
        + verdicts.size()
        + " comparisons, all in the report: "
        + times.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Different different -> different.faster() ? "faster" : "slower";
      case Verdict.Slight slight -> slight.faster() ? "faster" : "slower";
      case Verdict.Same ignored -> "the same";
      case Verdict.Undecided ignored -> "undecided";
      case Verdict.NotTrustworthy ignored -> "not trustworthy";
    };
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

  private static String why(CellResult cell) {
    return switch (cell.status()) {
      case NOT_APPLICABLE -> "n/a, " + cell.reason();
      case FAILED -> "FAILED, " + cell.reason();
      case NOT_RUN -> "not run, " + cell.reason();
      case OK -> "";
    };
  }
}
