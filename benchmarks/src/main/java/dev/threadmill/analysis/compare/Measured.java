package dev.threadmill.analysis.compare;

import dev.threadmill.analysis.RunAnalysis;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A cell on one side, with its forks in each of the side's runs.
record Measured(Side side, Cell cell, List<List<OfRun>> repeats) {

  /// The cell in one run.
  record OfRun(Run run, List<ForkRecord> forks) {}

  /// The log scores of the forks, those of each independent run together.
  double[][] scores() {
    return repeats.stream()
        .map(
            runs ->
                runs.stream()
                    .flatMap(of -> RunAnalysis.byRound(of.forks(), cell).values().stream())
                    .mapToDouble(Double::doubleValue)
                    .toArray())
        .filter(scores -> scores.length > 0)
        .toArray(double[][]::new);
  }

  /// The log ratios to another cell of the rounds in which both ended well, in the same way.
  double[][] differences(Measured baseline) {
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < repeats.size(); i++) {
      List<Double> ofRepeat = new ArrayList<>();
      for (int k = 0; k < repeats.get(i).size(); k++) {
        var base = RunAnalysis.byRound(baseline.repeats.get(i).get(k).forks(), baseline.cell);
        RunAnalysis.byRound(repeats.get(i).get(k).forks(), cell)
            .forEach(
                (round, score) -> {
                  if (base.containsKey(round)) {
                    ofRepeat.add(score - Objects.requireNonNull(base.get(round)));
                  }
                });
      }
      if (!ofRepeat.isEmpty()) {
        all.add(ofRepeat.stream().mapToDouble(Double::doubleValue).toArray());
      }
    }
    return all.toArray(double[][]::new);
  }

  List<OfRun> runs() {
    return repeats.stream().flatMap(List::stream).toList();
  }

  /// The conditions of the first run that has forks of it.
  Conditions conditions() {
    var first =
        runs().stream()
            .filter(of -> of.forks().stream().anyMatch(ForkRecord::isOk))
            .findFirst()
            .orElse(runs().getFirst());
    return Conditions.of(first.run(), cell, first.forks());
  }

  boolean hasScores() {
    return scores().length > 0;
  }

  /// Whether a schedule sets its scores, so that they compare nothing.
  boolean isPaced() {
    return runs().stream().flatMap(of -> of.forks().stream()).anyMatch(ForkRecord::isPaced);
  }
}
