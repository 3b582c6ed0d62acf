package dev.threadmill.comparison;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Quantity;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The forks of a cell that ended well, as logarithms of one quantity on which larger is better.
///
/// @param runs of each independent run the logarithms by round; usually there is one run
public record Arm(Cell cell, Quantity quantity, List<SortedMap<Integer, Double>> runs) {

  private static final int MOST_ROUNDS = 1 << 20;

  /// The arm of a cell in one run.
  public static Arm of(Quantity quantity, Cell cell, List<ForkRecord> forks) {
    return new Arm(cell, quantity, List.of(byRound(quantity, cell, forks)));
  }

  private static SortedMap<Integer, Double> byRound(
      Quantity quantity, Cell cell, List<ForkRecord> forks) {
    SortedMap<Integer, Double> logs = new TreeMap<>();
    for (ForkRecord fork : forks) {
      if (fork.isOk()) {
        quantity.log(cell, fork).ifPresent(log -> logs.put(fork.round(), log));
      }
    }
    return logs;
  }

  /// The same arm in several runs that count as one, because they are too near in time to be
  /// independent.
  public static Arm together(List<Arm> arms) {
    SortedMap<Integer, Double> all = new TreeMap<>();
    for (int i = 0; i < arms.size(); i++) {
      int first = i * MOST_ROUNDS; // rounds of different runs are different rounds
      arms.get(i).runs.forEach(run -> run.forEach((round, log) -> all.put(first + round, log)));
    }
    return new Arm(arms.getFirst().cell, arms.getFirst().quantity, List.of(all));
  }

  /// The same arm in several independent runs.
  public static Arm join(List<Arm> arms) {
    return new Arm(
        arms.getFirst().cell,
        arms.getFirst().quantity,
        arms.stream().flatMap(arm -> arm.runs.stream()).toList());
  }

  public boolean isEmpty() {
    return runs.stream().allMatch(SortedMap::isEmpty);
  }

  /// The number of forks.
  public int size() {
    return runs.stream().mapToInt(SortedMap::size).sum();
  }

  /// The logarithms of all runs.
  public double[] logs() {
    return array(runs.stream().flatMap(run -> run.values().stream()).toList());
  }

  /// The logarithms of each run that has any.
  double[][] byRun() {
    return runs.stream()
        .filter(run -> !run.isEmpty())
        .map(run -> array(run.values()))
        .toArray(double[][]::new);
  }

  /// The log ratios to a baseline, of the rounds in which both ended well.
  public double[] differences(Arm baseline) {
    return IntStream.range(0, runs.size())
        .mapToObj(run -> differences(runs.get(run), baseline.runs.get(run)))
        .flatMapToDouble(java.util.Arrays::stream)
        .toArray();
  }

  /// The log ratios to a baseline, those of each run that has any.
  double[][] differencesByRun(Arm baseline) {
    return IntStream.range(0, runs.size())
        .mapToObj(run -> differences(runs.get(run), baseline.runs.get(run)))
        .filter(differences -> differences.length > 0)
        .toArray(double[][]::new);
  }

  private static double[] differences(
      SortedMap<Integer, Double> here, SortedMap<Integer, Double> there) {
    return here.entrySet().stream()
        .filter(entry -> there.containsKey(entry.getKey()))
        .mapToDouble(entry -> entry.getValue() - Objects.requireNonNull(there.get(entry.getKey())))
        .toArray();
  }

  private static double[] array(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
