package dev.threadmill.report.table;

import dev.threadmill.questions.Names;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

/// The rows of one run that are about pairs of cells: the time of the first by that of the second,
/// and the same of what else their forks can be compared by.
final class RatioRows {
  static final String UNIT = "×";

  private final Source source;
  private final Conditions conditions;
  private final CellRows cells;

  RatioRows(Source source, Conditions conditions, CellRows cells) {
    this.source = source;
    this.conditions = conditions;
    this.cells = cells;
  }

  Stream<ChartRow> all() {
    return Answer.all(source).map(this::row);
  }

  private ChartRow row(Answer answer) {
    var comparison = answer.comparison();
    var other = comparison.other();
    var factor = comparison.factor();
    return cells
        .cell(other, Set.of(Cell.CORES))
        .with(
            "contender", Conditions.side(source, other, factor),
            "label", label(comparison, answer.quantity()),
            "factor", factor,
            "baseline", Conditions.side(source, comparison.baseline(), factor),
            "verdict", answer.verdict().word(),
            "words", answer.relation().measured(answer.quantity()))
        .and(Figure.ofTime(answer.ratio()).in(UNIT));
  }

  /// The subject and what both sides have in common.
  private String label(Comparison comparison, Quantity quantity) {
    var cell = comparison.other();
    var factor = comparison.factor();
    var label = new StringJoiner(", ");
    label.add(Names.subject(cell));
    if (!quantity.isTime()) {
      label.add(quantity.words());
    }
    boolean isAcross = factor.equals(Cell.LANE);
    if (!isAcross && !factor.equals(Cell.CONTENDER) && cell.params().containsKey(Cell.CONTENDER)) {
      label.add(Names.contender(cell));
    }
    var topology = CellRows.topology(cell);
    var held = new HashSet<>(Set.of(Cell.CORES));
    if (!topology.isEmpty()) {
      label.add(topology);
      held.addAll(cells.shownByTopology(cell));
    }
    var capacity = cell.params().get("capacity");
    if (capacity != null) {
      label.add(Names.parameter(cell, "capacity"));
      held.add("capacity");
    }
    conditions.differing(cell, held).forEach(label::add);
    if (!isAcross && !factor.equals(Cell.THREAD_KIND) && !Names.threadKind(cell).isEmpty()) {
      label.add(Names.threadKind(cell));
    }
    if (!factor.equals(Cell.CORES) && cell.cores() != null) {
      label.add(Names.cores(cell.cores()));
    }
    return label.toString();
  }
}
