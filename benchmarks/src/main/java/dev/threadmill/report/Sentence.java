package dev.threadmill.report;

import dev.threadmill.analysis.Quantity;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Conditions;
import dev.threadmill.report.table.Figure;
import dev.threadmill.report.table.Names;
import dev.threadmill.report.table.Rival;
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

/// What comparisons came to, in one sentence: who wins, by how much, how sure that is, and where.
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

  /// A sentence on what rivals of one run came to under the same conditions.
  static String of(List<Rival> rivals) {
    var first = new Sentence(rivals.getFirst().answer());
    if (rivals.stream().noneMatch(rival -> isDecided(rival.answer()))) {
      return cannotTell(rivals.stream().map(Rival::answer).toList());
    }
    if (rivals.size() == 1) {
      return capital(first.clause(rivals.getFirst().of())) + first.where() + ".";
    }
    // Where they differ each says itself what it is about.
    var clauses =
        rivals.stream()
            .map(
                rival -> {
                  var sentence = new Sentence(rival.answer());
                  return sentence.clause(rival.of()) + parenthesis(sentence.side());
                })
            .collect(Collectors.joining("; "));
    return capital(clauses) + "," + first.place() + first.conditions() + ".";
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
    // One thing that forbids a verdict is said once, though each side has it in another measure.
    Map<String, String> reasons = new LinkedHashMap<>();
    answers.forEach(
        answer -> {
          var why = why(answer.verdict());
          reasons.putIfAbsent(
              answer.verdict() instanceof Verdict.NotTrustworthy not ? not.reason().code() : why,
              why);
        });
    return cannotTell(answers) + " " + String.join(" ", reasons.values());
  }

  private static String cannotTell(List<Answer> answers) {
    var first = new Sentence(answers.getFirst());
    var figures =
        answers.stream()
            .map(answer -> new Sentence(answer))
            .map(
                sentence -> sentence.figures() + parenthesis(sentence.side()) + sentence.distrust())
            .collect(Collectors.joining("; "));
    return "Cannot tell" + first.place() + first.conditions() + ": " + figures + ".";
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

  /// What a comparison came to, without where.
  ///
  /// @param rivals how many the other is the best of
  private String clause(int rivals) {
    return switch (answer.verdict()) {
      case Verdict.Different different -> wins(different.faster(), rivals, "");
      case Verdict.Slight slight -> wins(slight.faster(), rivals, ", maybe by less than matters");
      case Verdict.Same same -> same(same.effect());
      case Verdict.Undecided ignored -> open();
      case Verdict.NotTrustworthy ignored -> open();
    };
  }

  private String open() {
    return "cannot tell, since " + figures() + distrust();
  }

  private String distrust() {
    return answer.verdict() instanceof Verdict.NotTrustworthy ? ", not trustworthy" : "";
  }

  /// What is known of a comparison that is not decided.
  private String figures() {
    return other
        + " took "
        + Readable.ratio(Figure.ofTime(answer.ratio()))
        + " times as much as "
        + baseline
        + what();
  }

  private String same(double effect) {
    return other
        + " and "
        + baseline
        + " are the same within "
        + Figures.percent(effect)
        + what()
        + ", at "
        + Readable.ratio(Figure.ofTime(answer.ratio()))
        + " times as much"
        + values(true);
  }

  private String wins(boolean otherWins, int rivals, String doubt) {
    var figure = otherWins ? Figure.ofSpeed(answer.ratio()) : Figure.ofTime(answer.ratio());
    var best = rivals > 1 ? ", the best of " + rivals + " others," : "";
    var winner = otherWins ? other : baseline;
    return winner
        + (otherWins ? best : "")
        + (winner.endsWith("threads") ? " beat " : " beats ")
        + (otherWins ? baseline : other + best)
        + what()
        + " by a factor of "
        + Readable.ratio(figure)
        + doubt
        + values(otherWins);
  }

  private String what() {
    return answer.quantity() == Quantity.TIME ? "" : " in the " + answer.quantity().words();
  }

  private String where() {
    var conditions = Conditions.all(answer.comparison().other());
    var side = side();
    return ","
        + place()
        + parenthesis(side + (side.isEmpty() || conditions.isEmpty() ? "" : ", ") + conditions);
  }

  private String conditions() {
    return parenthesis(Conditions.all(answer.comparison().other()));
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

  static String side(Source source, Cell cell, String factor) {
    var side = Names.side(source, cell, factor);
    return factor.equals(Cell.THREAD_KIND) ? side + " threads" : side;
  }

  private static String capital(String text) {
    // Names of types and keywords stay as they are written in code.
    return text.startsWith("virtual ") || text.startsWith("platform ") || text.startsWith("cannot ")
        ? Character.toUpperCase(text.charAt(0)) + text.substring(1)
        : text;
  }
}
