package dev.threadmill.report.table;

import dev.threadmill.comparison.Compared;
import dev.threadmill.comparison.Estimates;
import dev.threadmill.comparison.Relation;
import dev.threadmill.questions.Names;
import dev.threadmill.questions.Question;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A comparison of a run as a report shows it.
public record Answer(Source source, Compared compared) {
  public static Stream<Answer> all(Source source) {
    return Quantity.ASKED.stream().flatMap(quantity -> all(source, quantity));
  }

  public static Stream<Answer> all(Source source, Quantity quantity) {
    return source.analysis().comparisons(quantity).stream()
        .map(compared -> new Answer(source, compared));
  }

  /// What a run says to two cells of a group that differ in one factor, whichever is the baseline;
  /// empty where too little was recorded to compare by.
  public static Optional<Answer> of(Quantity quantity, Source source, Comparison comparison) {
    return source
        .analysis()
        .compare(quantity, comparison)
        .map(compared -> new Answer(source, compared));
  }

  public static List<Answer> to(Question question, Source source) {
    return all(source, question.quantity())
        .filter(answer -> question.isAnsweredBy(answer.comparison()))
        .toList();
  }

  /// What it says to the same of other runtimes.
  public static List<Answer> across(Question question, Source source) {
    return all(source, question.quantity())
        .filter(answer -> question.isAskedAcross(answer.comparison()))
        .toList();
  }

  /// How often each verdict was given: `20 faster, 31 slower, 84 undecided`.
  public static String tally(List<Answer> answers) {
    return Stream.of("faster", "slower", "same", "undecided", "unreliable")
        .map(
            word ->
                answers.stream().filter(answer -> answer.verdict().word().equals(word)).count()
                    + " "
                    + word)
        .filter(words -> !words.startsWith("0 "))
        .collect(Collectors.joining(", "));
  }

  /// The answers under the conditions nearest to those under which the question is asked.
  public static List<Answer> typical(Question question, List<Answer> answers) {
    var typical = question.typical(answers.stream().map(Answer::comparison).toList());
    return answers.stream().filter(answer -> typical.contains(answer.comparison())).toList();
  }

  public Quantity quantity() {
    return compared.quantity();
  }

  public Comparison comparison() {
    return compared.comparison();
  }

  /// Above 1 the other cell is better than the baseline.
  public RatioEstimate ratio() {
    return compared.ratio();
  }

  public Verdict verdict() {
    return compared.verdict();
  }

  public Relation relation() {
    return compared.judged().relation();
  }

  /// Who is ahead and by how much: `Mutex is 1.62x [1.50, 1.74] faster than Arc`.
  public String clause() {
    return clause("");
  }

  /// @param more what is said of the other cell beside its name
  public String clause(String more) {
    return relation()
        .sentence(quantity(), side(comparison().other()) + more, side(comparison().baseline()));
  }

  /// The same while a run goes on.
  public String soFar() {
    return relation().soFar(quantity(), side(comparison().other()), side(comparison().baseline()));
  }

  /// What one side is called in a sentence.
  public String side(Cell cell) {
    var factor = comparison().factor();
    if (!factor.equals(Cell.THREAD_KIND)) {
      return Conditions.side(source, cell, factor);
    }
    return isOneContender() ? Names.units(cell) : Names.inItsRuntime(cell);
  }

  /// Whether both sides have contenders of one name: on coroutines a channel is another one.
  private boolean isOneContender() {
    return Names.contender(comparison().other()).equals(Names.contender(comparison().baseline()));
  }

  /// What both sides have in common beside the conditions of their group.
  public String shared(boolean inSentence) {
    var cell = comparison().other();
    var factor = comparison().factor();
    boolean isAcross = factor.equals(Cell.LANE); // where both sides say it
    return Stream.of(
            !isAcross
                    && !factor.equals(Cell.CONTENDER)
                    && cell.params().containsKey(Cell.CONTENDER)
                    && isOneContender()
                ? Names.contender(cell)
                : "",
            !isAcross && !factor.equals(Cell.THREAD_KIND)
                ? inSentence ? Names.units(cell) : Names.threadKind(cell)
                : "",
            !factor.equals(Cell.CORES) && cell.cores() != null ? Names.cores(cell.cores()) : "",
            !isAcross && !factor.equals(Cell.JDK) && source.jdks().size() > 1
                ? "JDK " + source.jdk(cell)
                : "")
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /// What one side came to: nanoseconds, or bytes.
  public Optional<Figure> value(Cell cell) {
    return over(quantity(), source, cell);
  }

  /// What a cell came to over its forks, in nanoseconds or bytes; empty where none shows it.
  public static Optional<Figure> over(Quantity quantity, Source source, Cell cell) {
    return quantity.isTime()
        ? Figure.nanos(source.result(cell))
        : Estimates.score(source.analysis().arm(quantity, cell)).map(Figure::of);
  }
}
