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
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A cell on one side, in each of the side's runs that has it.
final class Measured {
  private final Side side;

  /// What each run calls it: files may differ in the order of parameters, or name the mode.
  private final Map<RunAnalysis, Cell> cells;

  private final Map<Quantity, Arm> arms = new HashMap<>();
  private @Nullable Set<Quantity> reported;
  private @Nullable CellConditions conditions;
  private @Nullable List<Finding> findings;

  /// @param cells at least one, in the order of the runs
  Measured(Side side, Map<RunAnalysis, Cell> cells) {
    this.side = side;
    this.cells = cells;
  }

  Side side() {
    return side;
  }

  Cell cell() {
    return cells.values().iterator().next();
  }

  /// Its forks, those of each independent run together.
  Arm arm(Quantity quantity) {
    return arms.computeIfAbsent(
        quantity,
        any ->
            Arm.join(
                side.repeats().stream()
                    .map(
                        runs -> Arm.together(runs.stream().map(run -> arm(quantity, run)).toList()))
                    .toList()));
  }

  private Arm arm(Quantity quantity, RunAnalysis run) {
    var own = cells.get(run);
    return own == null ? Arm.of(quantity, cell(), List.of()) : run.arm(quantity, own);
  }

  /// The logarithms of its scores.
  double[] logs() {
    return arm(Quantity.TIME).logs();
  }

  boolean shows(Quantity quantity) {
    return !arm(quantity).isEmpty();
  }

  private <T> Stream<T> each(BiFunction<RunAnalysis, Cell, List<T>> part) {
    return cells.entrySet().stream()
        .flatMap(one -> part.apply(one.getKey(), one.getValue()).stream());
  }

  /// What each of its forks reports beside what is asked for.
  Set<Quantity> reported() {
    var known = reported;
    if (known == null) {
      reported = known = reportedByAll();
    }
    return known;
  }

  private Set<Quantity> reportedByAll() {
    return each(RunAnalysis::ended)
        .map(fork -> Quantity.reported(fork).collect(Collectors.toCollection(LinkedHashSet::new)))
        .reduce(
            (all, own) -> {
              all.retainAll(own);
              return all;
            })
        .orElseGet(LinkedHashSet::new);
  }

  /// The conditions of the first run that has forks of it.
  CellConditions conditions() {
    var known = conditions;
    if (known != null) {
      return known;
    }
    var first =
        cells.entrySet().stream()
            .filter(one -> !one.getKey().ended(one.getValue()).isEmpty())
            .findFirst()
            .orElseGet(() -> cells.entrySet().iterator().next());
    conditions = known = CellConditions.of(first.getKey(), first.getValue());
    return known;
  }

  /// Whether a schedule sets its scores, so that they compare nothing.
  boolean isPaced() {
    return each(RunAnalysis::forks).anyMatch(ForkRecord::isPaced);
  }

  /// What was noticed about its forks.
  List<Finding> findings() {
    var known = findings;
    if (known == null) {
      findings = known = each((run, cell) -> run.result(cell).findings()).distinct().toList();
    }
    return known;
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
