package dev.threadmill.comparison;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The forks of a cell that ended well, as logarithms of one quantity on which larger is better.
///
/// @param runs of each independent run the logarithms by round; usually there is one run
/// @param records of each run the forks behind the logarithms, by round; none where only
///     logarithms are known
public record Arm(
    Cell cell,
    Quantity quantity,
    List<SortedMap<Integer, Double>> runs,
    List<SortedMap<Integer, ForkRecord>> records) {
  private static final int MOST_ROUNDS = 1 << 20;

  /// An arm of which only the logarithms are known.
  public Arm(Cell cell, Quantity quantity, List<SortedMap<Integer, Double>> runs) {
    this(cell, quantity, runs, List.of());
  }

  /// The arm of a cell in one run.
  public static Arm of(Quantity quantity, Cell cell, List<ForkRecord> forks) {
    SortedMap<Integer, Double> logs = new TreeMap<>();
    SortedMap<Integer, ForkRecord> records = new TreeMap<>();
    for (ForkRecord fork : forks) {
      if (fork.isOk()) {
        quantity
            .log(cell, fork)
            .ifPresent(
                log -> {
                  logs.put(fork.round(), log);
                  records.put(fork.round(), fork);
                });
      }
    }
    return new Arm(cell, quantity, List.of(logs), List.of(records));
  }

  /// The same arm in several runs that count as one, because they are too near in time to be
  /// independent.
  public static Arm together(List<Arm> arms) {
    return new Arm(
        arms.getFirst().cell,
        arms.getFirst().quantity,
        List.of(together(arms, Arm::runs)),
        List.of(together(arms, Arm::records)));
  }

  private static <T> SortedMap<Integer, T> together(
      List<Arm> arms, Function<Arm, List<SortedMap<Integer, T>>> part) {
    SortedMap<Integer, T> all = new TreeMap<>();
    for (int i = 0; i < arms.size(); i++) {
      int first = i * MOST_ROUNDS; // rounds of different runs are different rounds
      part.apply(arms.get(i))
          .forEach(run -> run.forEach((round, value) -> all.put(first + round, value)));
    }
    return all;
  }

  /// The same arm in several independent runs.
  public static Arm join(List<Arm> arms) {
    return new Arm(
        arms.getFirst().cell,
        arms.getFirst().quantity,
        arms.stream().flatMap(arm -> arm.runs.stream()).toList(),
        arms.stream().flatMap(arm -> arm.records.stream()).toList());
  }

  /// The forks behind the logarithms, in the order of their runs and rounds.
  List<ForkRecord> forks() {
    return records.stream().flatMap(run -> run.values().stream()).toList();
  }

  /// The same arm without some of its forks.
  Arm without(Set<ForkRecord> left) {
    List<SortedMap<Integer, Double>> logs = new ArrayList<>();
    List<SortedMap<Integer, ForkRecord>> kept = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      var run = new TreeMap<>(records.get(i));
      run.values().removeIf(left::contains);
      kept.add(run);
      logs.add(new TreeMap<>(runs.get(i)));
      logs.getLast().keySet().retainAll(run.keySet());
    }
    return new Arm(cell, quantity, logs, kept);
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
