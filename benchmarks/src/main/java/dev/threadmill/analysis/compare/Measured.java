package dev.threadmill.analysis.compare;

import dev.threadmill.analysis.Quantity;
import dev.threadmill.analysis.RunAnalysis;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// A cell on one side, with its forks in each of the side's runs.
record Measured(Side side, Cell cell, List<List<OfRun>> repeats) {

  /// The cell in one run.
  record OfRun(Run run, List<ForkRecord> forks) {}

  /// The log scores of the forks, those of each independent run together.
  double[][] scores() {
    return values(Quantity.TIME);
  }

  /// What the forks came to, those of each independent run together, on a log scale on which larger
  /// is better.
  double[][] values(Quantity quantity) {
    return repeats.stream()
        .map(
            runs ->
                runs.stream()
                    .flatMap(of -> byRound(quantity, of.forks()).values().stream())
                    .mapToDouble(Double::doubleValue)
                    .toArray())
        .filter(scores -> scores.length > 0)
        .toArray(double[][]::new);
  }

  /// The log ratios to another cell of the rounds in which both ended well, in the same way.
  double[][] differences(Measured baseline, Quantity quantity) {
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < repeats.size(); i++) {
      List<Double> ofRepeat = new ArrayList<>();
      for (int k = 0; k < repeats.get(i).size(); k++) {
        var base = baseline.byRound(quantity, baseline.repeats.get(i).get(k).forks());
        byRound(quantity, repeats.get(i).get(k).forks())
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

  private SortedMap<Integer, Double> byRound(Quantity quantity, List<ForkRecord> forks) {
    if (quantity == Quantity.TIME) {
      return RunAnalysis.byRound(forks, cell);
    }
    SortedMap<Integer, Double> values = new TreeMap<>();
    forks.stream()
        .filter(ForkRecord::isOk)
        .forEach(
            fork ->
                quantity.of(fork).ifPresent(value -> values.put(fork.round(), -Math.log(value))));
    return values;
  }

  /// Whether it can be compared by that. Latencies are those of a schedule: a thread that sends
  /// when it can does not see how long it kept others waiting.
  boolean shows(Quantity quantity) {
    return switch (quantity) {
      case TIME -> !isPaced() && hasScores();
      case LATENCY -> isPaced() && values(quantity).length > 0;
      case MEMORY, DELAY -> values(quantity).length > 0;
    };
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
