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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

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

  /// A sentence on an answer that is decided.
  static String of(Answer answer) {
    var sentence = new Sentence(answer);
    return switch (answer.verdict()) {
      case Verdict.Different different -> sentence.wins(different.faster(), "");
      case Verdict.Slight slight -> sentence.wins(slight.faster(), ", maybe by less than matters");
      case Verdict.Same same -> sentence.same(same.effect());
      case Verdict.Undecided ignored -> ofUndecided(List.of(answer));
      case Verdict.NotTrustworthy ignored -> ofUndecided(List.of(answer));
    };
  }

  /// What others are compared with.
  static String baseline(Answer answer) {
    return new Sentence(answer).baseline;
  }

  static boolean isDecided(Answer answer) {
    return !(answer.verdict() instanceof Verdict.Undecided
        || answer.verdict() instanceof Verdict.NotTrustworthy);
  }

  /// What answers of one run under the same conditions came to that decide nothing, and why not.
  static String ofUndecided(List<Answer> answers) {
    var first = answers.getFirst();
    var figures =
        answers.stream()
            .map(answer -> new Sentence(answer).figures())
            .collect(Collectors.joining("; "));
    // One thing that forbids a verdict is said once, though each side has it in another measure.
    Map<String, String> reasons = new LinkedHashMap<>();
    answers.forEach(
        answer -> {
          var why = why(answer.verdict());
          reasons.putIfAbsent(
              answer.verdict() instanceof Verdict.NotTrustworthy not ? not.reason().code() : why,
              why);
        });
    return "Cannot tell"
        + new Sentence(first).place()
        + parenthesis(Conditions.all(first.comparison().other()))
        + ": "
        + figures
        + ". "
        + String.join(" ", reasons.values());
  }

  private static String why(Verdict verdict) {
    if (verdict instanceof Verdict.NotTrustworthy not) {
      return not.reason().sentence();
    }
    if (verdict instanceof Verdict.Undecided undecided && undecided.moreRounds().isPresent()) {
      var rounds = undecided.rounds();
      return rounds.substring(0, 1).toUpperCase(Locale.ROOT) + rounds.substring(1) + " would tell.";
    }
    return "Only more runs can tell.";
  }

  /// What is known of a comparison that is not decided.
  private String figures() {
    return other
        + " took "
        + Readable.ratio(Figure.ofTime(answer.ratio()))
        + " times as much as "
        + baseline
        + what()
        + parenthesis(side());
  }

  private String same(double effect) {
    return capital(other)
        + " and "
        + baseline
        + " are the same within "
        + Figures.percent(effect)
        + what()
        + where()
        + ": "
        + Readable.ratio(Figure.ofTime(answer.ratio()))
        + " times as much."
        + values();
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

  private String what() {
    return answer.quantity() == Quantity.TIME ? "" : " in the " + answer.quantity().words();
  }

  private String where() {
    var conditions = Conditions.all(answer.comparison().other());
    var side = side();
    return place()
        + parenthesis(side + (side.isEmpty() || conditions.isEmpty() ? "" : ", ") + conditions);
  }

  private String place() {
    var source = answer.source();
    // Where there are several, each comparison names its own.
    return " on "
        + source.machine()
        + (source.jdks().size() == 1 ? " with JDK " + source.jdk(answer.comparison().other()) : "");
  }

  /// What both sides are beside the conditions of their group.
  private String side() {
    var comparison = answer.comparison();
    var cell = comparison.other();
    var words = new StringJoiner(", ");
    if (!comparison.factor().equals(Cell.CONTENDER) && cell.params().containsKey(Cell.CONTENDER)) {
      words.add(Names.contender(cell));
    }
    if (!comparison.factor().equals(Cell.THREAD_KIND) && !Names.threadKind(cell).isEmpty()) {
      words.add(Names.threadKind(cell) + " threads");
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
