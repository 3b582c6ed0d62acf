package dev.threadmill.report;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.questions.Question;
import dev.threadmill.questions.Questions;
import dev.threadmill.questions.ShortCommand;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Answer.Rival;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Comparison;
import dev.threadmill.stats.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The questions, each with what the runs say to it: a sentence a run, and what lies
/// behind it. A question that no run asked is left out.
final class Findings {
  private Findings() {}

  static List<ReportModel.Reply> of(List<Source> sources) {
    return Questions.all().stream()
        .flatMap(question -> finding(question, sources).stream())
        .toList();
  }

  private static Optional<ReportModel.Reply> finding(Question question, List<Source> sources) {
    List<String> sentences = new ArrayList<>();
    List<String> details = new ArrayList<>();
    for (var source : sources) {
      var answers = Answer.to(question, source);
      if (answers.isEmpty()) {
        whyNot(question, source).ifPresent(sentences::add);
      } else {
        var typical = Answer.typical(question, answers);
        sentences.add(Sentence.of(Rival.to(question, typical)));
        details.addAll(details(answers, typical));
      }
    }
    return sentences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ReportModel.Reply(
                question.wording(),
                String.join(" ", sentences),
                details,
                again(question, sources)));
  }

  /// The command of the first run that asks the question.
  private static String again(Question question, List<Source> sources) {
    return sources.stream()
        .map(
            source ->
                source.again(source.run().cells().stream().filter(question::isAbout).toList()))
        .filter(words -> !words.isEmpty())
        .findFirst()
        .map(ShortCommand::typed)
        .orElse("");
  }

  private static List<String> details(List<Answer> answers, List<Answer> typical) {
    List<String> details = new ArrayList<>();
    if (typical.size() > 1 || typical.getFirst().verdict() instanceof Verdict.Unreliable) {
      typical.stream().map(Sentence::of).forEach(details::add);
    }
    if (answers.size() > typical.size()) {
      details.add(tally(answers));
    }
    return details;
  }

  /// How the question was answered under all conditions that were measured, as the baseline
  /// sees it, which is the same in all.
  private static String tally(List<Answer> answers) {
    var first = answers.getFirst();
    return "All %d such comparisons with %s on %s: %s."
        .formatted(
            answers.size(),
            Sentence.baseline(first),
            first.source().machine(),
            Answer.tally(answers));
  }

  /// Why a comparison that was planned has no answer.
  private static Optional<String> whyNot(Question question, Source source) {
    var planned =
        source.run().groups().stream()
            .flatMap(group -> Comparison.of(group.cells()).stream())
            .filter(question::isAnsweredBy)
            .toList();
    if (planned.isEmpty()) {
      return Optional.empty();
    }
    var why =
        planned.stream()
            .flatMap(comparison -> Stream.of(comparison.other(), comparison.baseline()))
            .map(source::result)
            .filter(result -> result.status() != CellResult.Status.OK)
            .findFirst()
            .map(result -> result.cell().id() + " " + result.why())
            .orElse("too little was recorded to compare by.");
    return Optional.of("No answer on " + source.machine() + ": " + why);
  }
}
