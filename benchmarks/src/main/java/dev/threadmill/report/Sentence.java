package dev.threadmill.report;

import dev.threadmill.questions.Names;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Answer.Rival;
import dev.threadmill.report.table.Conditions;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Cell;
import dev.threadmill.stats.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/// A sentence on what comparisons came to: who is ahead, by how much, how sure that is, and where.
public final class Sentence {
  private Sentence() {}

  /// What rivals of one run came to under the same conditions.
  static String of(List<Rival> rivals) {
    var first = rivals.getFirst().answer();
    boolean several = rivals.size() > 1;
    // Where they differ each says itself what it is about.
    var clauses =
        rivals.stream()
            .map(
                rival ->
                    clause(rival.answer(), rival.of())
                        + (several ? parenthesis(shared(rival.answer(), true)) : ""))
            .collect(Collectors.joining("; "));
    var where =
        Readable.listed(
            several ? "" : shared(first, true), Conditions.all(first.comparison().other()));
    return capital(clauses) + ", on " + place(first) + parenthesis(where) + ".";
  }

  /// One comparison without where it was measured, with what forbids a verdict in full.
  static String of(Answer answer) {
    var why =
        answer.verdict() instanceof Verdict.Unreliable unreliable
            ? " " + unreliable.reason().sentence()
            : "";
    return capital(clause(answer, 1)) + parenthesis(shared(answer, true)) + "." + why;
  }

  /// What others are compared with.
  static String baseline(Answer answer) {
    return side(answer.source(), answer.comparison().baseline(), answer.comparison().factor());
  }

  /// @param rivals how many the other is the best of
  private static String clause(Answer answer, int rivals) {
    boolean ahead = answer.relation().isAhead();
    var other = side(answer.source(), answer.comparison().other(), answer.comparison().factor());
    return answer.relation().sentence(answer.quantity(), other, baseline(answer))
        + (rivals > 1 ? (ahead ? " and" : ",") + " the best of " + rivals + " others" : "")
        + values(answer, ahead);
  }

  private static String place(Answer answer) {
    var source = answer.source();
    // Where there are several JDKs, each comparison names its own.
    return source.jdks().size() == 1
        ? source.machine() + " with JDK " + source.jdk(answer.comparison().other())
        : source.machine();
  }

  /// What both sides of a comparison have in common beside the conditions of their group.
  public static String shared(Answer answer, boolean inSentence) {
    var comparison = answer.comparison();
    var cell = comparison.other();
    var factor = comparison.factor();
    var kind = Names.threadKind(cell);
    return Readable.listed(
        !factor.equals(Cell.CONTENDER) && cell.params().containsKey(Cell.CONTENDER)
            ? Names.contender(cell)
            : "",
        !factor.equals(Cell.THREAD_KIND) && !kind.isEmpty()
            ? kind + (inSentence ? " threads" : "")
            : "",
        !factor.equals(Cell.CORES) && cell.cores() != null ? Names.cores(cell.cores()) : "",
        !factor.equals(Cell.JDK) && answer.source().jdks().size() > 1
            ? "JDK " + answer.source().jdk(cell)
            : "");
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
                Readable.of(answer.quantity(), first.get().value()),
                Readable.of(answer.quantity(), second.get().value()));
  }

  /// What one side of a comparison is called in a sentence.
  public static String side(Source source, Cell cell, String factor) {
    var side = Conditions.side(source, cell, factor);
    return factor.equals(Cell.THREAD_KIND) ? side + " threads" : side;
  }

  private static String capital(String text) {
    // Names of types and keywords stay as they are written in code.
    return text.matches("(virtual|platform|undecided|unreliable)\\b.*")
        ? Character.toUpperCase(text.charAt(0)) + text.substring(1)
        : text;
  }
}
