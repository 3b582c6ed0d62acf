package dev.threadmill.runner;

import dev.threadmill.comparison.Arm;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.StoppingRule;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The progress of one comparison group: what ran in which round, and how precise that is.
final class GroupProgress {
  /// By how much forks of one cell differ on a machine that is not noisy: the standard deviation.
  private static final double USUAL_SPREAD = 0.03;

  /// How many rounds it takes to believe differences that were seen as much as those expected.
  private static final int BELIEF = 1;

  private static final class Turns {
    final Cell cell;
    final SortedMap<Integer, Double> logs = new TreeMap<>();
    final Set<Integer> roundsDone = new HashSet<>();
    boolean isCutOff;
    boolean givenUp;
    int forks;
    long wallMillis;
    private double squaresWithin;
    private int degreesWithin;

    Turns(Cell cell) {
      this.cell = cell;
    }

    /// By its score, or by what it reported instead where a schedule sets the score.
    void scored(ForkRecord fork) {
      var quantity =
          !fork.isPaced()
              ? Quantity.TIME
              : Stream.of(Quantity.LATENCY, Quantity.WAIT)
                  .filter(one -> one.of(fork).isPresent())
                  .findFirst()
                  .orElse(Quantity.DELAY);
      quantity.log(cell, fork).ifPresent(log -> logs.put(fork.round(), log));
      isCutOff |= quantity.isBound(fork);
      roundsDone.add(fork.round());
      double[] within = Arrays.stream(fork.scores()).map(Math::log).toArray();
      if (within.length > 1 && !fork.isPaced()) {
        squaresWithin += Moments.variance(within) * (within.length - 1);
        degreesWithin += within.length - 1;
      }
    }

    Arm arm() {
      return Arm.ofLogs(cell, logs);
    }

    /// How far forks are likely to lie apart, before there are forks to tell: at least as far as
    /// the iterations of one.
    double likelyVariance() {
      return Math.max(
          USUAL_SPREAD * USUAL_SPREAD, degreesWithin == 0 ? 0 : squaresWithin / degreesWithin);
    }
  }

  final Group group;
  private final List<Turns> arms;

  /// The one that has begun.
  int round = 1;

  GroupProgress(Group group) {
    this.group = group;
    this.arms = group.cells().stream().map(Turns::new).toList();
  }

  /// The cells that are still measured: those that neither fail nor make no sense.
  List<Cell> active() {
    return arms.stream().filter(arm -> !arm.givenUp).map(arm -> arm.cell).toList();
  }

  /// The cells that have not had their turn in this round.
  List<Cell> missing() {
    return active().stream().filter(cell -> !turns(cell).roundsDone.contains(round)).toList();
  }

  /// Counts a fork of this group that ended, now or before the run was interrupted.
  void add(ForkRecord fork, Cell cell) {
    var turns = turns(cell);
    turns.forks++;
    turns.wallMillis += fork.wallMillis();
    switch (fork.outcome()) {
      case OK -> turns.scored(fork);
      case NOT_APPLICABLE -> turns.givenUp = true;
      // It is tried once more; a cell that fails twice running is given up.
      case FAILED -> turns.givenUp = fork.attempt() > 1;
    }
    round = Math.max(round, fork.round());
    while (!active().isEmpty() && missing().isEmpty()) {
      round++;
    }
  }

  boolean isFinished(StoppingRule rule) {
    int done = round - 1;
    return active().isEmpty()
        || done >= rule.maxRounds()
        || done >= rule.minRounds() && widest(rule) <= 1;
  }

  /// How much wider than wanted the widest interval of the group is; 1 is just right.
  double widest(StoppingRule rule) {
    return comparisons()
        .mapToDouble(comparison -> rule.excess(differences(comparison)))
        .max()
        .orElse(0);
  }

  /// Those that gain by being precise, which a bound does not. They are of the cells that take
  /// part, so that a group without our own contender has a baseline, too.
  private Stream<Comparison> comparisons() {
    return Comparison.of(active()).stream()
        .filter(pair -> !turns(pair.other()).isCutOff && !turns(pair.baseline()).isCutOff);
  }

  private double[] differences(Comparison comparison) {
    return turns(comparison.other()).arm().differences(turns(comparison.baseline()).arm());
  }

  /// How many rounds this group is likely to run yet, what is left of the running one included.
  double roundsLeft(StoppingRule rule) {
    if (isFinished(rule)) {
      return 0;
    }
    int done = round - 1;
    double begun = 1 - (double) missing().size() / active().size();
    int enough =
        comparisons()
            .mapToInt(comparison -> rule.roundsFor(likelyVariance(comparison)))
            .max()
            .orElse(rule.minRounds());
    return Math.max(done + 1, enough) - done - begun;
  }

  /// The variance of the differences as seen, and as far as few were seen as expected.
  private double likelyVariance(Comparison comparison) {
    double expected =
        turns(comparison.baseline()).likelyVariance() + turns(comparison.other()).likelyVariance();
    double[] seen = differences(comparison);
    if (seen.length < 2) {
      return expected;
    }
    double degrees = seen.length - 1.0;
    return (BELIEF * expected + degrees * Moments.variance(seen)) / (BELIEF + degrees);
  }

  /// What a round of this group takes, by what its forks took so far; `guess` for cells without.
  double roundMillis(double guess) {
    return arms.stream()
        .filter(arm -> !arm.givenUp)
        .mapToDouble(arm -> arm.forks == 0 ? guess : (double) arm.wallMillis / arm.forks)
        .sum();
  }

  private Turns turns(Cell cell) {
    return arms.stream().filter(arm -> arm.cell.equals(cell)).findFirst().orElseThrow();
  }
}
