package dev.threadmill.cli;

import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.questions.Names;
import dev.threadmill.questions.Question;
import dev.threadmill.report.Sentence;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Conditions;
import dev.threadmill.report.table.Ranking;
import dev.threadmill.report.table.Source;
import dev.threadmill.stats.Check;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A summary of a run in plain words: first what it says to each question, then the rest, if that
/// is little.
final class Summary {
  /// How many comparisons beside the answers are read by anyone.
  private static final int FEW = 20;

  private final RunAnalysis analysis;
  private final PlainWriter out;
  private final PageWriter page;
  private final Map<Question, List<Ranking>> answered;
  private final List<Answer> others;

  private Summary(RunAnalysis analysis, PlainWriter out) {
    this.analysis = analysis;
    this.out = out;
    this.page = PageWriter.toTerminal(out);
    var source = Source.of(List.of(analysis)).getFirst();
    answered = source.rankings();
    var shown = rankings().flatMap(one -> one.answers().stream()).map(Answer::compared).toList();
    others = Answer.all(source).filter(answer -> !shown.contains(answer.compared())).toList();
  }

  private Stream<Ranking> rankings() {
    return answered.values().stream().flatMap(List::stream);
  }

  /// Prints all, and gives whether a question is left without a verdict.
  static boolean print(RunAnalysis analysis, PlainWriter out) {
    var summary = new Summary(analysis, out);
    summary.print();
    return summary
        .rankings()
        .flatMap(ranking -> ranking.answers().stream())
        .map(Answer::verdict)
        .anyMatch(any -> any instanceof Verdict.Undecided || any instanceof Verdict.Unreliable);
  }

  private void print() {
    answered.forEach(
        (question, rankings) -> {
          heading(question.id() + ": " + question.wording());
          var sentences = Sentence.of(question, rankings);
          for (int i = 0; i < rankings.size(); i++) {
            out.print(i == 0 ? "" : "\n");
            rows(List.of(rankings.get(i)));
            page.wrapped("  ", sentences.get(i));
          }
        });
    if (answered.isEmpty() || others.size() <= FEW) {
      others.stream()
          .collect(
              Collectors.groupingBy(
                  answer -> answer.comparison().baseline().shortName(),
                  LinkedHashMap::new,
                  Collectors.toList()))
          .forEach(
              (benchmark, answers) -> {
                heading(benchmark);
                byConditions(Ranking.of(answers));
              });
    } else {
      out.println();
      page.line(
          "Beside these %s comparisons, all in the report: %s."
              .formatted(others.size(), Answer.tally(others)));
    }
    var without =
        analysis.cells().stream()
            .filter(cell -> cell.score() == null)
            .filter(cell -> rankings().noneMatch(one -> one.missing().contains(cell)))
            .toList();
    out.print(without.isEmpty() ? "" : "\n");
    without.stream()
        .collect(
            Collectors.groupingBy(
                cell -> Names.of(cell.cell()) + ": " + cell.why(),
                LinkedHashMap::new,
                Collectors.counting()))
        .forEach(
            (line, cells) -> page.wrapped("", cells == 1 ? line : line + " (" + cells + " cells)"));
    printFindings();
    out.println();
    page.line(
        "Brackets are 95 %% intervals; less than %s counts as the same."
            .formatted(Figures.percent(analysis.terms().effect())));
  }

  private void heading(String words) {
    out.println();
    page.wrapped("", words);
  }

  /// The conditions, and below them the contenders of all rankings that they apply to.
  private void byConditions(List<Ranking> rankings) {
    rankings.stream()
        .collect(
            Collectors.groupingBy(
                ranking -> Conditions.all(ranking.places().getFirst().cell()),
                LinkedHashMap::new,
                Collectors.toList()))
        .forEach(
            (conditions, alike) -> {
              if (!conditions.isEmpty()) {
                page.wrapped("  ", conditions);
              }
              rows(alike);
            });
  }

  /// A row for each contender, the best first.
  private void rows(List<Ranking> rankings) {
    var rows =
        rankings.stream()
            .flatMap(
                one ->
                    Stream.concat(
                        one.places().stream().map(place -> Sentence.row(one, place)),
                        one.missing().stream().map(cell -> Sentence.row(one, cell))));
    page.rows("    ", rows.toList());
  }

  /// What each cell says of its warm-up that was measured without one; of other checks the worst.
  private void printFindings() {
    for (var cell : analysis.cells()) {
      cell.findings().stream()
          .filter(finding -> finding.check() == Check.COLD)
          .forEach(
              finding -> {
                out.println();
                page.line(cell.cell().id());
                page.wrapped("  ", finding.sentence());
              });
    }
    Map<Check, Finding> worst = new EnumMap<>(Check.class);
    Stream.concat(rankings().flatMap(one -> one.answers().stream()), others.stream())
        .flatMap(answer -> answer.compared().findings().stream())
        .filter(finding -> finding.level() != Level.NOTE && finding.check() != Check.COLD)
        .forEach(
            finding ->
                worst.merge(
                    finding.check(),
                    finding,
                    BinaryOperator.maxBy(Comparator.comparing(Finding::level))));
    List<Finding> all = new ArrayList<>(worst.values());
    all.addAll(analysis.drift());
    if (!all.isEmpty()) {
      out.println();
      page.line(
          "What disturbed this run (`help %s` explains the first):"
              .formatted(all.getFirst().code()));
      all.forEach(
          finding -> page.wrapped("  %-3s  ".formatted(finding.code()), finding.sentence()));
    }
  }
}
