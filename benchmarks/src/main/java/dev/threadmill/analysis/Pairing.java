package dev.threadmill.analysis;

import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.stats.BenjaminiHochberg;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.StoppingRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// A comparison that a run did not plan: of two cells of which neither is the baseline, or the
/// other way round. It is judged as if it had been one more question of that run.
final class Pairing {
  private Pairing() {}

  static Optional<Compared> of(RunAnalysis analysis, Comparison wanted) {
    var planned =
        analysis.comparisons().stream()
            .filter(compared -> joins(compared.comparison(), wanted.baseline(), wanted.other()))
            .findFirst();
    return planned.isPresent() ? planned : judged(analysis, wanted);
  }

  private static boolean joins(Comparison comparison, Cell baseline, Cell other) {
    return comparison.baseline().equals(baseline) && comparison.other().equals(other);
  }

  private static Optional<Compared> judged(RunAnalysis analysis, Comparison wanted) {
    var run = analysis.run();
    double alpha = RunAnalysis.alpha(run.manifest());
    double apart = run.cpusApart();
    Map<String, List<ForkRecord>> forks = run.forksByCell();
    Map<String, CellResult> cells = new LinkedHashMap<>();
    analysis.cells().forEach(result -> cells.put(result.cell().id(), result));
    if (!isScored(cells, wanted.baseline()) || !isScored(cells, wanted.other())) {
      return Optional.empty();
    }
    return RunAnalysis.ratio(
            run,
            forks.getOrDefault(wanted.other().id(), List.of()),
            forks.getOrDefault(wanted.baseline().id(), List.of()),
            wanted,
            apart,
            alpha)
        .map(
            ratio -> {
              double q = adjusted(analysis, wanted, ratio, alpha);
              var judge = new Judge(analysis.effect(), alpha);
              List<Finding> findings =
                  RunAnalysis.findings(cells, forks, wanted, judge, run.isInterleaved(), apart);
              return new Compared(wanted, ratio, q, judge.on(ratio, q, findings), findings);
            });
  }

  private static boolean isScored(Map<String, CellResult> cells, Cell cell) {
    var result = cells.get(cell.id());
    return result != null && result.status() == CellResult.Status.OK;
  }

  /// The p-value among those of all that the run compares; the same pair turned round is no
  /// question more.
  private static double adjusted(
      RunAnalysis analysis, Comparison wanted, RatioEstimate ratio, double alpha) {
    var others =
        analysis.comparisons().stream()
            .filter(compared -> !joins(compared.comparison(), wanted.other(), wanted.baseline()))
            .mapToDouble(compared -> compared.ratio().p());
    double[] p =
        DoubleStream.concat(others, DoubleStream.of(ratio.p()))
            .map(one -> alpha == StoppingRule.ALPHA ? StoppingRule.honest(one) : one)
            .toArray();
    double[] q = BenjaminiHochberg.adjust(p);
    return q[q.length - 1];
  }
}
