package dev.threadmill.report;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.questions.Names;
import dev.threadmill.questions.Question;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Conditions;
import dev.threadmill.report.table.Ranking;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sentences on what comparisons came to: who is ahead, by how much, how sure that is, and where.
public final class Sentence {
  /// By how much a new JVM must be slower than a warm one to be worth a word.
  private static final double NOTABLY = 1.1;

  private Sentence() {}

  /// What a run says to a question: a sentence for each ranking. The first says where it was
  /// measured, and each under what conditions, unless they are those of the one before.
  public static List<String> of(Question question, List<Ranking> rankings) {
    List<String> sentences = new ArrayList<>();
    var told = "";
    for (var ranking : rankings) {
      var rival = ranking.rival(question);
      var conditions = Conditions.all(rival.comparison().other());
      sentences.add(
          capital(clause(rival, ranking.rivals(question)))
              + (sentences.isEmpty() ? ", on " + place(rival) : "")
              + parenthesis(
                  Readable.listed(rival.shared(true), conditions.equals(told) ? "" : conditions))
              + "."
              + cold(ranking));
      told = conditions;
    }
    return sentences;
  }

  /// How much slower the JVM's contenders are at first, beside runtimes that compile before they
  /// run; nothing where the JVM is alone.
  private static String cold(Ranking ranking) {
    var any = ranking.answers().getFirst();
    var source = any.source();
    var manifest = source.run().manifest();
    Map<String, Double> slower = new LinkedHashMap<>();
    var cells = ranking.places().stream().map(Ranking.Place::cell).toList();
    if (any.quantity().isTime() && cells.stream().anyMatch(cell -> cell.lane() != null)) {
      for (var cell : cells) {
        var warm = any.value(cell);
        source
            .cold(cell)
            .filter(cold -> warm.isPresent() && cold.value() > NOTABLY * warm.get().value())
            .ifPresent(
                cold -> slower.put(Names.inItsRuntime(cell), cold.value() / warm.get().value()));
      }
    }
    return manifest == null || slower.isEmpty()
        ? ""
        : slower.entrySet().stream()
            .map(one -> one.getKey() + " " + Figures.factor(one.getValue(), null) + " slower")
            .collect(
                Collectors.joining(
                    ", ",
                    " In the first " + manifest.shape().warmupMillis() + " ms of a new JVM: ",
                    "."));
  }

  /// What a run that goes on says to a question: a clause for each ranking.
  public static List<String> soFar(Question question, List<Ranking> rankings) {
    boolean several = rankings.size() > 1;
    return rankings.stream()
        .map(ranking -> ranking.rival(question))
        .map(rival -> rival.soFar() + (several ? parenthesis(rival.shared(true)) : ""))
        .toList();
  }

  /// One comparison without where it was measured, with what forbids a verdict in full.
  static String of(Answer answer) {
    var why =
        answer.verdict() instanceof Verdict.Unreliable unreliable
            ? " " + unreliable.reason().sentence()
            : "";
    return capital(clause(answer, 1)) + parenthesis(answer.shared(true)) + "." + why;
  }

  /// A contender in a row of a table: its name, its figure, and how far it is behind the best.
  public static List<String> row(Ranking ranking, Ranking.Place place) {
    var any = ranking.answers().getFirst();
    var name = Conditions.side(any.source(), place.cell(), any.comparison().factor());
    return List.of(
        Readable.listed(name, any.shared(false)),
        any.value(place.cell()).map(figure -> Readable.of(any.quantity(), figure)).orElse("?"),
        place.answer().map(answer -> answer.relation().row(answer.quantity())).orElse(""));
  }

  /// A contender without a figure in a row of the same table: its name, and why it has none.
  public static List<String> row(Ranking ranking, CellResult without) {
    var any = ranking.answers().getFirst();
    var name = Conditions.side(any.source(), without.cell(), any.comparison().factor());
    var why = without.why().split(": ", 2);
    return List.of(Readable.listed(name, any.shared(false)), why[0], why[1]);
  }

  /// @param rivals how many the other is the best of
  private static String clause(Answer answer, int rivals) {
    boolean ahead = answer.relation().isAhead();
    boolean goesOn = ahead || answer.verdict() instanceof Verdict.Same;
    var best = rivals > 1 ? ", the best of " + rivals + " others" + (goesOn ? "," : "") : "";
    return answer.clause(best) + values(answer, ahead);
  }

  private static String place(Answer answer) {
    var source = answer.source();
    var comparison = answer.comparison();
    var place = source.machine();
    // Where there are several JDKs, each comparison names its own.
    if (source.jdks().size() == 1) {
      place += " with JDK " + source.release(comparison.other());
    }
    if (answer.quantity().equals(Quantity.MEMORY)) {
      var heaps =
          Stream.of(comparison.other(), comparison.baseline())
              .filter(cell -> cell.lane() == null)
              .map(source::heap)
              .distinct()
              .toList();
      place += heaps.isEmpty() ? "" : ", " + String.join(" against ", heaps);
    }
    return place;
  }

  private static String parenthesis(String words) {
    return words.isEmpty() ? "" : " (" + words + ")";
  }

  /// Both sides' values, which give the ratio its size; the winner's first.
  private static String values(Answer answer, boolean otherFirst) {
    var comparison = answer.comparison();
    var first = answer.value(otherFirst ? comparison.other() : comparison.baseline());
    var second = answer.value(otherFirst ? comparison.baseline() : comparison.other());
    return first.isEmpty() || second.isEmpty()
        ? ""
        : ", %s against %s"
            .formatted(
                Readable.briefly(answer.quantity(), first.get()),
                Readable.briefly(answer.quantity(), second.get()));
  }

  static String capital(String text) {
    // Names of types and keywords stay as they are written in code.
    return text.matches(
            "(virtual|platform|coroutine|goroutine|sleeping|suspended|condition|joined|idle|undecided"
                + "|unreliable)s?\\b.*")
        ? Character.toUpperCase(text.charAt(0)) + text.substring(1)
        : text;
  }
}
