package dev.threadmill.report.table;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.comparison.CellResult.Status;
import dev.threadmill.questions.Question;
import dev.threadmill.questions.Questions;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Contenders that ran under the same conditions, the best first.
///
/// @param answers the comparisons with the baseline that it was made from
public record Ranking(List<Answer> answers, List<Place> places) {
  /// A contender and what it is to the best one.
  ///
  /// @param answer its comparison with the best; empty for the best itself
  public record Place(Cell cell, Optional<Answer> answer) {}

  /// What a run says to the questions that it answers, each under the conditions nearest to those
  /// under which it is asked: a ranking for each kind of thread, number of cores or JDK.
  static Map<Question, List<Ranking>> all(Source source) {
    Map<Question, List<Ranking>> all = new LinkedHashMap<>();
    Set<Comparison> told = new HashSet<>();
    for (var question : Questions.all()) {
      var answers = new ArrayList<>(Answer.typical(question, Answer.to(question, source)));
      // Several questions may be about the same cells, whose runtimes are told once.
      Answer.typical(question, Answer.across(question, source)).stream()
          .filter(answer -> told.add(answer.comparison()))
          .forEach(answers::add);
      all.put(question, of(answers));
    }
    all.values().removeIf(List::isEmpty);
    return all;
  }

  /// @param answers of one run
  public static List<Ranking> of(List<Answer> answers) {
    Map<List<Object>, List<Answer>> sides = new LinkedHashMap<>();
    for (var answer : answers) {
      var factor = answer.comparison().factor();
      var shared = apartFrom(factor, answer.comparison().other());
      var side = List.<Object>of(answer.comparison().baseline(), answer.quantity(), factor, shared);
      sides.computeIfAbsent(side, any -> new ArrayList<>()).add(answer);
    }
    return sides.values().stream().map(Ranking::ranked).toList();
  }

  private static Ranking ranked(List<Answer> answers) {
    var first = answers.getFirst();
    // By how much each is better than the baseline.
    Map<Cell, Double> better = new LinkedHashMap<>();
    better.put(first.comparison().baseline(), 1.0);
    answers.forEach(answer -> better.put(answer.comparison().other(), answer.ratio().ratio()));
    var cells =
        better.entrySet().stream()
            .sorted(Map.Entry.<Cell, Double>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
    var best = cells.getFirst();
    return new Ranking(
        answers, cells.stream().map(cell -> new Place(cell, toBest(first, best, cell))).toList());
  }

  private static Optional<Answer> toBest(Answer any, Cell best, Cell cell) {
    var comparison = new Comparison(any.comparison().factor(), best, cell);
    return cell.equals(best)
        ? Optional.empty()
        : Answer.of(any.quantity(), any.source(), comparison);
  }

  /// What ran under the same conditions and has no score: with the reason.
  public List<CellResult> missing() {
    var any = answers.getFirst();
    var baseline = any.comparison().baseline();
    var shared = apartFrom(any.comparison().factor(), baseline);
    return any.source().analysis().cells().stream()
        .filter(result -> List.of(Status.NOT_APPLICABLE, Status.FAILED).contains(result.status()))
        .filter(result -> result.cell().benchmark().equals(baseline.benchmark()))
        .filter(result -> apartFrom(any.comparison().factor(), result.cell()).equals(shared))
        .toList();
  }

  private static Map<String, String> apartFrom(String factor, Cell cell) {
    var coordinates = new LinkedHashMap<>(cell.coordinates());
    coordinates.remove(factor);
    return coordinates;
  }

  /// What a contender came to; 0 where its forks do not tell.
  public double value(Place place) {
    return answers.getFirst().value(place.cell()).map(Figure::value).orElse(0.0);
  }

  /// The comparison that settles the question: with the contender that it names, or else with the
  /// best of those compared with the baseline.
  public Answer rival(Question question) {
    return answers.stream()
        .filter(answer -> question.names(answer.comparison()))
        .findFirst()
        .orElseGet(
            () ->
                answers.stream()
                    .max(Comparator.comparingDouble(answer -> answer.ratio().ratio()))
                    .orElseThrow());
  }

  /// How many the rival is the best of; 1 where the question names it, or where it is alone.
  public int rivals(Question question) {
    return question.names(rival(question).comparison()) ? 1 : answers.size();
  }
}
