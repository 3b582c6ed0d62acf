package dev.threadmill.report;

import dev.threadmill.questions.Names;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Conditions;
import dev.threadmill.report.table.Figure;
import dev.threadmill.report.table.Rival;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Cell;
import dev.threadmill.stats.Verdict;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A sentence on what comparisons came to: who is ahead, by how much, how sure that is, and where.
public final class Sentence {
  private final Answer answer;
  private final String other;
  private final String baseline;

  private Sentence(Answer answer) {
    var comparison = answer.comparison();
    this.answer = answer;
    this.other = side(answer.source(), comparison.other(), comparison.factor());
    this.baseline = side(answer.source(), comparison.baseline(), comparison.factor());
  }

  /// What rivals of one run came to under the same conditions.
  static String of(List<Rival> rivals) {
    var first = new Sentence(rivals.getFirst().answer());
    // Where they differ each says itself what it is about.
    var clauses =
        rivals.stream()
            .map(
                rival -> {
                  var sentence = new Sentence(rival.answer());
                  return sentence.clause(rival.of())
                      + (rivals.size() > 1 ? parenthesis(sentence.side()) : "");
                })
            .collect(Collectors.joining("; "));
    var where = new StringJoiner(", ");
    Stream.of(rivals.size() > 1 ? "" : first.side(), Conditions.all(first.cell()))
        .filter(words -> !words.isEmpty())
        .forEach(where::add);
    return capital(clauses) + ", on " + first.place() + parenthesis(where.toString()) + ".";
  }

  /// One comparison without where it was measured.
  static String of(Answer answer) {
    var sentence = new Sentence(answer);
    return capital(sentence.clause(1)) + parenthesis(sentence.side()) + "." + sentence.why();
  }

  /// What others are compared with.
  static String baseline(Answer answer) {
    return new Sentence(answer).baseline;
  }

  /// @param rivals how many the other is the best of
  private String clause(int rivals) {
    boolean ahead = answer.relation().isAhead();
    return answer.relation().sentence(answer.quantity(), other, baseline)
        + (rivals > 1 ? (ahead ? " and" : ",") + " the best of " + rivals + " others" : "")
        + values(ahead);
  }

  /// What forbids a verdict, in full.
  private String why() {
    return answer.verdict() instanceof Verdict.Unreliable unreliable
        ? " " + unreliable.reason().sentence()
        : "";
  }

  private Cell cell() {
    return answer.comparison().other();
  }

  private String place() {
    var source = answer.source();
    // Where there are several JDKs, each comparison names its own.
    return source.machine() + (source.jdks().size() == 1 ? " with JDK " + source.jdk(cell()) : "");
  }

  /// What both sides are beside the conditions of their group.
  private String side() {
    return shared(answer, true);
  }

  /// What both sides of a comparison have in common beside the conditions of their group.
  public static String shared(Answer answer, boolean inSentence) {
    var comparison = answer.comparison();
    var cell = comparison.other();
    var words = new StringJoiner(", ");
    if (!comparison.factor().equals(Cell.CONTENDER) && cell.params().containsKey(Cell.CONTENDER)) {
      words.add(Names.contender(cell));
    }
    if (!comparison.factor().equals(Cell.THREAD_KIND) && !Names.threadKind(cell).isEmpty()) {
      words.add(Names.threadKind(cell) + (inSentence ? " threads" : ""));
    }
    if (!comparison.factor().equals(Cell.CORES) && cell.cores() != null) {
      words.add(Names.cores(cell.cores()));
    }
    if (!comparison.factor().equals(Cell.JDK) && answer.source().jdks().size() > 1) {
      words.add("JDK " + answer.source().jdk(cell));
    }
    return words.toString();
  }

  private static String parenthesis(String words) {
    return words.isEmpty() ? "" : " (" + words + ")";
  }

  /// Both sides' values, which give the ratio its size; the winner's first.
  private String values(boolean otherFirst) {
    var one = answer.value(answer.comparison().other()).map(this::readable);
    var two = answer.value(answer.comparison().baseline()).map(this::readable);
    return one.isEmpty() || two.isEmpty()
        ? ""
        : ", "
            + (otherFirst ? one : two).orElseThrow()
            + " against "
            + (otherFirst ? two : one).orElseThrow();
  }

  private String readable(Figure figure) {
    return Readable.of(answer.quantity(), figure.value());
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
