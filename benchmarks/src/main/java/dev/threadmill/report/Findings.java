package dev.threadmill.report;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.questions.Names;
import dev.threadmill.questions.Question;
import dev.threadmill.questions.Questions;
import dev.threadmill.questions.ShortCommand;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Ranking;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Comparison;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The questions, each with what the runs say to it: a sentence a ranking, and what lies
/// behind it. A question that no run asked is left out.
final class Findings {
  private Findings() {}

  static List<ReportModel.Reply> of(List<Source> sources) {
    return Questions.all().stream()
        .flatMap(question -> finding(question, sources).stream())
        .toList();
  }

  private static Optional<ReportModel.Reply> finding(Question question, List<Source> sources) {
    List<ReportModel.Ranked> ranked = new ArrayList<>();
    List<String> details = new ArrayList<>();
    for (var source : sources) {
      var rankings = source.rankings().get(question);
      if (rankings == null) {
        whyNot(question, source)
            .ifPresent(why -> ranked.add(new ReportModel.Ranked(why, List.of())));
      } else {
        var on = sources.size() > 1 ? source.machine() : "";
        var sentences = Sentence.of(question, rankings).iterator();
        for (var ranking : rankings) {
          ranked.add(new ReportModel.Ranked(sentences.next(), contenders(ranking, on)));
        }
        details.addAll(details(Answer.to(question, source), rankings));
        details.addAll(missing(question, source, rankings, on));
      }
    }
    return ranked.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ReportModel.Reply(question.wording(), ranked, details, again(question, sources)));
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

  /// @param on where, if the report has to say so
  private static List<ReportModel.Contender> contenders(Ranking ranking, String on) {
    double most = ranking.places().stream().mapToDouble(ranking::value).max().orElse(0);
    return Stream.concat(
            ranking.places().stream()
                .map(
                    place ->
                        contender(
                            Sentence.row(ranking, place),
                            on,
                            Figures.number(100 * ranking.value(place) / most))),
            ranking.missing().stream()
                .map(without -> contender(Sentence.row(ranking, without), on, "")))
        .toList();
  }

  private static ReportModel.Contender contender(List<String> row, String on, String percent) {
    return new ReportModel.Contender(
        Readable.listed(row.get(0), on), row.get(1), row.get(2), percent);
  }

  private static List<String> details(List<Answer> answers, List<Ranking> rankings) {
    List<String> details = new ArrayList<>();
    var typical = rankings.stream().flatMap(ranking -> ranking.answers().stream()).toList();
    typical.stream()
        .filter(answer -> answer.verdict() instanceof Verdict.Unreliable)
        .map(Sentence::of)
        .forEach(details::add);
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
            first.side(first.comparison().baseline()),
            first.source().machine(),
            Answer.tally(answers));
  }

  /// What the question was to compare under other conditions and has no score, by the reason.
  private static List<String> missing(
      Question question, Source source, List<Ranking> rankings, String on) {
    var shown = rankings.stream().flatMap(ranking -> ranking.missing().stream()).toList();
    return without(question, source)
        .filter(result -> !shown.contains(result))
        .collect(
            Collectors.groupingBy(
                CellResult::why,
                LinkedHashMap::new,
                Collectors.mapping(result -> Names.of(result.cell()), Collectors.toList())))
        .entrySet()
        .stream()
        .map(one -> Readable.listed(String.join("; ", one.getValue()), on) + ": " + one.getKey())
        .toList();
  }

  /// Why a comparison that was planned has no answer.
  private static Optional<String> whyNot(Question question, Source source) {
    return planned(question, source).findAny().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "No answer on %s: %s"
                .formatted(
                    source.machine(),
                    without(question, source)
                        .findFirst()
                        .map(result -> result.cell().id() + " " + result.why())
                        .orElse("too little was recorded to compare by.")));
  }

  private static Stream<CellResult> without(Question question, Source source) {
    return planned(question, source)
        .flatMap(comparison -> Stream.of(comparison.other(), comparison.baseline()))
        .distinct()
        .map(source::result)
        .filter(result -> result.status() != CellResult.Status.OK);
  }

  private static Stream<Comparison> planned(Question question, Source source) {
    return source.run().groups().stream()
        .flatMap(group -> Comparison.of(group.cells()).stream())
        .filter(question::isAnsweredBy);
  }
}
