package dev.threadmill.analysis.compare;

import dev.threadmill.comparison.Arm;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Finding;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A cell on one side, in each of the side's runs.
final class Measured {
  private final Side side;
  private final Cell cell;
  private final Map<Quantity, Arm> arms = new HashMap<>();

  Measured(Side side, Cell cell) {
    this.side = side;
    this.cell = cell;
  }

  Side side() {
    return side;
  }

  Cell cell() {
    return cell;
  }

  /// Its forks, those of each independent run together.
  Arm arm(Quantity quantity) {
    return arms.computeIfAbsent(
        quantity,
        any ->
            Arm.join(
                side.repeats().stream()
                    .map(
                        runs ->
                            Arm.together(
                                runs.stream().map(run -> run.arm(quantity, cell)).toList()))
                    .toList()));
  }

  /// The logarithms of its scores.
  double[] logs() {
    return arm(Quantity.TIME).logs();
  }

  boolean shows(Quantity quantity) {
    return !arm(quantity).isEmpty();
  }

  /// What its forks report beside what is asked for.
  Set<Quantity> reported() {
    return side.runs().stream()
        .flatMap(run -> run.ended(cell).stream())
        .flatMap(Quantity::reported)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// The conditions of the first run that has forks of it.
  CellConditions conditions() {
    var runs = side.runs();
    var first =
        runs.stream().filter(run -> !run.ended(cell).isEmpty()).findFirst().orElse(runs.getFirst());
    return CellConditions.of(first.run(), cell, first.ended(cell));
  }

  /// Whether a schedule sets its scores, so that they compare nothing.
  boolean isPaced() {
    return side.runs().stream()
        .flatMap(run -> run.forks(cell).stream())
        .anyMatch(ForkRecord::isPaced);
  }

  /// What was noticed about its forks.
  List<Finding> findings() {
    return side.runs().stream()
        .filter(run -> run.run().cells().contains(cell))
        .flatMap(run -> run.result(cell).findings().stream())
        .distinct()
        .toList();
  }

  /// What a machine that changed during a run did to its scores, and not to the ratios inside
  /// of it.
  List<Finding> drift() {
    return side.runs().stream().map(RunAnalysis::drift).flatMap(List::stream).toList();
  }

  static List<Finding> findings(Stream<Measured> all) {
    return all.flatMap(measured -> measured.findings().stream()).distinct().toList();
  }
}
