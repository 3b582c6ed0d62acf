package dev.threadmill.report.table;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.questions.Names;
import dev.threadmill.questions.Questions;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartRow.Estimate;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

/// The table `ratios`: the time of one by the time of the other, which is the analysis's ratio of
/// speeds turned over. Questions that are not about the time of an operation have rows of what they
/// ask for.
final class RatioRows {
  private static final String UNIT = "×";

  private RatioRows() {}

  static Stream<ChartRow> of(Source source, Conditions conditions) {
    var others =
        Questions.all().stream()
            .filter(question -> question.quantity() != Quantity.TIME)
            .flatMap(question -> Answer.to(question, source).stream());
    return Stream.of(
            Answer.all(source, Quantity.TIME).map(answer -> row(answer, conditions)),
            others.map(answer -> row(answer, conditions)),
            missing(source, conditions))
        .flatMap(rows -> rows);
  }

  private static ChartRow row(Answer answer, Conditions conditions) {
    return row(
        answer.source(),
        conditions,
        answer.comparison(),
        answer.quantity(),
        answer.verdict().word(),
        Figure.ofTime(answer.ratio()).in(UNIT));
  }

  /// Pairs of which a side cannot apply or failed.
  private static Stream<ChartRow> missing(Source source, Conditions conditions) {
    return source.run().groups().stream()
        .flatMap(group -> Comparison.of(group.cells()).stream())
        .filter(comparison -> !source.isPaced(comparison.other()))
        .flatMap(
            comparison ->
                Stream.of(comparison.other(), comparison.baseline())
                    .map(source::result)
                    .filter(
                        result ->
                            result.status() == CellResult.Status.FAILED
                                || result.status() == CellResult.Status.NOT_APPLICABLE)
                    .findFirst()
                    .flatMap(result -> Times.missing(result, UNIT))
                    .map(why -> row(source, conditions, comparison, Quantity.TIME, "", why))
                    .stream());
  }

  private static ChartRow row(
      Source source,
      Conditions conditions,
      Comparison comparison,
      Quantity quantity,
      String verdict,
      Estimate estimate) {
    var other = comparison.other();
    var factor = comparison.factor();
    return new ChartRow.Ratio(
        conditions.row(source, other, Conditions.side(source, other, factor), Set.of(Cell.CORES)),
        label(source, conditions, comparison, quantity),
        factor,
        Conditions.side(source, comparison.baseline(), factor),
        isHeadline(source, comparison, quantity),
        verdict,
        estimate);
  }

  private static boolean isHeadline(Source source, Comparison comparison, Quantity quantity) {
    return Questions.of(comparison.other()).stream()
        .filter(question -> question.quantity() == quantity && question.isAnsweredBy(comparison))
        .anyMatch(
            question ->
                question
                    .typical(
                        source.run().groups().stream()
                            .flatMap(group -> Comparison.of(group.cells()).stream())
                            .filter(question::isAnsweredBy)
                            .toList())
                    .contains(comparison));
  }

  /// The subject and what both sides have in common.
  private static String label(
      Source source, Conditions conditions, Comparison comparison, Quantity quantity) {
    var cell = comparison.other();
    var factor = comparison.factor();
    var label = new StringJoiner(", ");
    label.add(Names.subject(cell));
    if (quantity != Quantity.TIME) {
      label.add(quantity.words());
    }
    if (!factor.equals(Cell.CONTENDER) && cell.params().containsKey(Cell.CONTENDER)) {
      label.add(Names.contender(cell));
    }
    var topology = Topology.of(cell).label();
    var held = new HashSet<>(Set.of(Cell.CORES));
    if (!topology.isEmpty()) {
      label.add(topology);
      held.addAll(Topology.held(conditions, cell));
    }
    var capacity = cell.params().get("capacity");
    if (capacity != null) {
      label.add(Names.parameter(cell, "capacity"));
      held.add("capacity");
    }
    var differing = conditions.row(source, cell, "", held).condition();
    if (!differing.isEmpty()) {
      label.add(differing);
    }
    if (!factor.equals(Cell.THREAD_KIND) && !Names.threadKind(cell).isEmpty()) {
      label.add(Names.threadKind(cell));
    }
    if (!factor.equals(Cell.CORES) && cell.cores() != null) {
      label.add(Names.cores(cell.cores()));
    }
    return label.toString();
  }
}
