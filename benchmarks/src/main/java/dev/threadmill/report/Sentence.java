package dev.threadmill.report;

import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Conditions;
import dev.threadmill.report.table.Figure;
import dev.threadmill.report.table.Names;
import dev.threadmill.report.table.Quantity;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Cell;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Verdict;
import java.util.StringJoiner;

/// What a comparison came to, in one sentence: who wins, by how much, how sure that is, and where.
final class Sentence {
  private final Answer answer;
  private final String other;
  private final String baseline;

  private Sentence(Answer answer) {
    var comparison = answer.comparison();
    this.answer = answer;
    this.other = side(answer.source(), comparison.other(), comparison.factor());
    this.baseline = side(answer.source(), comparison.baseline(), comparison.factor());
  }

  static String of(Answer answer) {
    return new Sentence(answer).write();
  }

  private String write() {
    return switch (answer.verdict()) {
      case Verdict.Different different -> wins(different.faster(), "");
      case Verdict.Slight slight -> wins(slight.faster(), ", maybe by less than matters");
      case Verdict.Same same ->
          capital(other)
              + " and "
              + baseline
              + " are the same within "
              + Figures.percent(same.effect())
              + what()
              + where()
              + ": "
              + Readable.ratio(Figure.ofTime(answer.ratio()))
              + " times as much."
              + values();
      case Verdict.Undecided undecided ->
          cannotTell()
              + (undecided.moreRounds().isEmpty()
                  ? " Only more runs can tell."
                  : " About " + undecided.moreRounds().getAsInt() + " more rounds would tell.");
      case Verdict.NotTrustworthy not -> cannotTell() + " " + not.reason().sentence();
    };
  }

  private String wins(boolean otherWins, String doubt) {
    var figure = otherWins ? Figure.ofSpeed(answer.ratio()) : Figure.ofTime(answer.ratio());
    var winner = otherWins ? other : baseline;
    return capital(winner)
        + (winner.endsWith("threads") ? " beat " : " beats ")
        + (otherWins ? baseline : other)
        + what()
        + " by a factor of "
        + Readable.ratio(figure)
        + doubt
        + where()
        + "."
        + values();
  }

  private String cannotTell() {
    return "Cannot tell"
        + where()
        + ": "
        + other
        + " took "
        + Readable.ratio(Figure.ofTime(answer.ratio()))
        + " times as much as "
        + baseline
        + what()
        + "."
        + values();
  }

  private String what() {
    return answer.quantity() == Quantity.TIME ? "" : " in the " + answer.quantity().words();
  }

  private String where() {
    var comparison = answer.comparison();
    var cell = comparison.other();
    var conditions = new StringJoiner(", ", " (", ")").setEmptyValue("");
    if (!comparison.factor().equals(Cell.CONTENDER) && cell.params().containsKey(Cell.CONTENDER)) {
      conditions.add(Names.contender(cell));
    }
    if (!comparison.factor().equals(Cell.THREAD_KIND) && !Names.threadKind(cell).isEmpty()) {
      conditions.add(Names.threadKind(cell) + " threads");
    }
    var rest = Conditions.all(cell);
    if (!rest.isEmpty()) {
      conditions.add(rest);
    }
    return " on "
        + answer.source().machine()
        + " with JDK "
        + answer.source().jdk(cell)
        + conditions;
  }

  /// Both sides' values, which give the ratio its size.
  private String values() {
    var comparison = answer.comparison();
    var one = answer.value(comparison.other());
    var two = answer.value(comparison.baseline());
    return one.isEmpty() || two.isEmpty()
        ? ""
        : " "
            + capital(other)
            + ": "
            + Readable.of(answer.quantity(), one.get().value())
            + "; "
            + baseline
            + ": "
            + Readable.of(answer.quantity(), two.get().value())
            + ".";
  }

  static String side(Source source, Cell cell, String factor) {
    var side = Names.side(source, cell, factor);
    return factor.equals(Cell.THREAD_KIND) ? side + " threads" : side;
  }

  private static String capital(String text) {
    // Names of types and keywords stay as they are written in code.
    return text.endsWith("threads") && !text.isEmpty()
        ? Character.toUpperCase(text.charAt(0)) + text.substring(1)
        : text;
  }
}
