package dev.threadmill.comparison;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Bound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The forks of a cell that ended well, as logarithms of one quantity on which larger is better.
///
/// @param runs of each independent run its forks by round; usually there is one run
public record Arm(Cell cell, Quantity quantity, List<SortedMap<Integer, Scored>> runs) {
  private static final int MOST_ROUNDS = 1 << 20;

  /// A fork by its logarithm.
  ///
  /// @param record null where only the logarithm is known
  /// @param isBound whether the true logarithm is that or less, because the fork was cut off
  public record Scored(double log, @Nullable ForkRecord record, boolean isBound) {}

  /// An arm of which only the logarithms are known, by round.
  public static Arm ofLogs(Cell cell, SortedMap<Integer, Double> logs) {
    SortedMap<Integer, Scored> run = new TreeMap<>();
    logs.forEach((round, log) -> run.put(round, new Scored(log, null, false)));
    return new Arm(cell, Quantity.TIME, List.of(run));
  }

  /// The arm of a cell in one run.
  public static Arm of(Quantity quantity, Cell cell, List<ForkRecord> forks) {
    SortedMap<Integer, Scored> run = new TreeMap<>();
    for (ForkRecord fork : forks) {
      if (fork.isOk()) {
        quantity
            .log(cell, fork)
            .ifPresent(log -> run.put(fork.round(), new Scored(log, fork, quantity.isBound(fork))));
      }
    }
    return new Arm(cell, quantity, List.of(run));
  }

  /// The same arm in several runs that count as one, because they are too near in time to be
  /// independent.
  public static Arm together(List<Arm> arms) {
    SortedMap<Integer, Scored> all = new TreeMap<>();
    for (int i = 0; i < arms.size(); i++) {
      int first = i * MOST_ROUNDS; // rounds of different runs are different rounds
      arms.get(i)
          .runs
          .forEach(run -> run.forEach((round, scored) -> all.put(first + round, scored)));
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

  private Stream<Scored> scored() {
    return runs.stream().flatMap(run -> run.values().stream());
  }

  /// The forks behind the logarithms, in the order of their runs and rounds; none where only
  /// logarithms are known.
  List<ForkRecord> forks() {
    return scored().map(Scored::record).filter(Objects::nonNull).toList();
  }

  /// The same arm without some of its forks.
  Arm without(Set<ForkRecord> left) {
    List<SortedMap<Integer, Scored>> kept = new ArrayList<>();
    for (var run : runs) {
      kept.add(new TreeMap<>(run));
      kept.getLast().values().removeIf(scored -> left.contains(scored.record));
    }
    return new Arm(cell, quantity, kept);
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  /// The number of forks.
  public int size() {
    return runs.stream().mapToInt(SortedMap::size).sum();
  }

  /// What is known of the logarithms: a single fork that was cut off makes their mean a bound.
  Bound bound() {
    return scored().anyMatch(Scored::isBound) ? Bound.AT_MOST : Bound.NONE;
  }

  /// What is known of the differences to a baseline.
  Bound bound(Arm baseline) {
    return bound().times(baseline.bound().inverse());
  }

  /// The logarithms of all runs.
  public double[] logs() {
    return logs(scored());
  }

  /// The logarithms of each run that has any.
  double[][] byRun() {
    return runs.stream()
        .filter(run -> !run.isEmpty())
        .map(run -> logs(run.values().stream()))
        .toArray(double[][]::new);
  }

  private static double[] logs(Stream<Scored> forks) {
    return forks.mapToDouble(Scored::log).toArray();
  }

  /// The log ratios to a baseline, of the rounds in which both ended well.
  public double[] differences(Arm baseline) {
    return Arrays.stream(differencesByRun(baseline)).flatMapToDouble(Arrays::stream).toArray();
  }

  /// The log ratios to a baseline, those of each run that has any.
  double[][] differencesByRun(Arm baseline) {
    return IntStream.range(0, runs.size())
        .mapToObj(run -> differences(runs.get(run), baseline.runs.get(run)))
        .filter(differences -> differences.length > 0)
        .toArray(double[][]::new);
  }

  private static double[] differences(
      SortedMap<Integer, Scored> here, SortedMap<Integer, Scored> there) {
    return here.entrySet().stream()
        .filter(entry -> there.containsKey(entry.getKey()))
        .mapToDouble(
            entry -> entry.getValue().log - Objects.requireNonNull(there.get(entry.getKey())).log)
        .toArray();
  }
}
