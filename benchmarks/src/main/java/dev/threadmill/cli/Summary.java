package dev.threadmill.cli;

import dev.threadmill.comparison.Compared;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.questions.Question;
import dev.threadmill.questions.Questions;
import dev.threadmill.report.Readable;
import dev.threadmill.report.Sentence;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Conditions;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Check;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A summary of a run in plain words: first what it says to each question, then the rest, if that
/// is little.
final class Summary {
  /// How many comparisons beside the answers are read by anyone.
  private static final int FEW = 20;

  private final RunAnalysis analysis;
  private final PrintWriter out;
  private final Map<Question, List<Answer>> answered = new LinkedHashMap<>();
  private final List<Answer> others = new ArrayList<>();

  private Summary(RunAnalysis analysis, PrintWriter out) {
    this.analysis = analysis;
    this.out = out;
    var source = Source.of(List.of(analysis)).getFirst();
    Set<Compared> shown = new HashSet<>();
    for (var question : Questions.all()) {
      var typical = Answer.typical(question, Answer.to(question, source));
      if (!typical.isEmpty()) {
        answered.put(question, typical);
        typical.forEach(answer -> shown.add(answer.compared()));
      }
    }
    Answer.all(source)
        .filter(answer -> answer.quantity() == Quantity.TIME || isAsked(answer))
        .filter(answer -> !shown.contains(answer.compared()))
        .forEach(others::add);
  }

  private static boolean isAsked(Answer answer) {
    return Questions.of(answer.comparison().other()).stream()
        .anyMatch(
            question ->
                question.quantity() == answer.quantity()
                    && question.isAnsweredBy(answer.comparison()));
  }

  /// Prints all, and gives whether a question is left undecided.
  static boolean print(RunAnalysis analysis, PrintWriter out) {
    var summary = new Summary(analysis, out);
    summary.print();
    return summary.answered.values().stream()
        .flatMap(List::stream)
        .anyMatch(answer -> answer.verdict() instanceof Verdict.Undecided);
  }

  private void print() {
    answered.forEach(
        (question, answers) -> rows(question.id() + ": " + question.wording(), answers));
    if (answered.isEmpty() || others.size() <= FEW) {
      others.stream()
          .collect(
              Collectors.groupingBy(
                  answer -> answer.comparison().baseline().shortName(),
                  LinkedHashMap::new,
                  Collectors.toList()))
          .forEach(this::rows);
    } else {
      out.printf(
          "%nBeside these %s comparisons, all in the report: %s.%n",
          others.size(), Answer.tally(others));
    }
    var without = analysis.cells().stream().filter(cell -> cell.score() == null).toList();
    out.print(without.isEmpty() ? "" : "\n");
    without.forEach(cell -> out.println(cell.cell().id() + ": " + cell.why()));
    printFindings();
    out.printf(
        "%nBrackets are 95 %% intervals; less than %s counts as the same.%n",
        Figures.percent(analysis.terms().effect()));
  }

  /// A heading, and below it a row for each contender: the baseline first, and what the others
  /// are to it; those under the same conditions together.
  private void rows(String heading, List<Answer> answers) {
    out.println("\n" + heading);
    List<List<String>> rows = new ArrayList<>();
    Set<Cell> shown = new HashSet<>();
    String conditions = "";
    for (var answer : answers) {
      var comparison = answer.comparison();
      var all = Conditions.all(comparison.other());
      if (!all.equals(conditions) && !all.isEmpty()) {
        print(rows);
        rows.clear();
        out.println("  " + all);
      }
      conditions = all;
      var baseline = Conditions.side(answer.source(), comparison.baseline(), comparison.factor());
      if (shown.add(comparison.baseline())) {
        rows.add(row(answer, comparison.baseline(), ""));
      }
      rows.add(row(answer, comparison.other(), answer.relation().row(answer.quantity(), baseline)));
    }
    print(rows);
  }

  private void print(List<List<String>> rows) {
    PageWriter.aligned(rows).forEach(line -> out.println("    " + line));
  }

  /// `Arc, platform  21.3 ns  1.62x [1.50, 1.74] faster than Mutex`
  private static List<String> row(Answer answer, Cell cell, String relation) {
    var side = Conditions.side(answer.source(), cell, answer.comparison().factor());
    var shared = Sentence.shared(answer, false);
    return List.of(
        side + (shared.isEmpty() ? "" : ", " + shared),
        answer
            .value(cell)
            .map(figure -> Readable.of(answer.quantity(), figure.value()))
            .orElse("?"),
        relation);
  }

  /// What each cell says of its warm-up that was measured without one; of other checks the worst.
  private void printFindings() {
    for (var cell : analysis.cells()) {
      cell.findings().stream()
          .filter(finding -> finding.check() == Check.COLD)
          .forEach(finding -> out.printf("%n%s%n  %s%n", cell.cell().id(), finding.sentence()));
    }
    Map<Check, Finding> worst = new EnumMap<>(Check.class);
    Stream.concat(answered.values().stream().flatMap(List::stream), others.stream())
        .flatMap(answer -> answer.compared().findings().stream())
        .filter(finding -> finding.level() != Level.NOTE && finding.check() != Check.COLD)
        .forEach(
            finding ->
                worst.merge(
                    finding.check(),
                    finding,
                    BinaryOperator.maxBy(Comparator.comparing(Finding::level))));
    List<Finding> all = new ArrayList<>(analysis.drift());
    all.addAll(worst.values());
    if (!all.isEmpty()) {
      out.println("\nWhat disturbed this run:");
      all.forEach(finding -> out.printf("  %-4s %s%n", finding.code(), finding.sentence()));
    }
  }
}
