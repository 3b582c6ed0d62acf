package dev.threadmill.runner;

import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.stats.ForkScore;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.Percentile;
import dev.threadmill.stats.RoundDifferences;
import dev.threadmill.stats.StoppingRule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far one comparison group has come: what ran in which round, and how precise that is.
final class GroupProgress {
  /// By how much forks of one cell differ on a machine that is not noisy: the standard deviation.
  private static final double USUAL_SPREAD = 0.03;

  /// How many rounds it takes to believe differences that were seen as much as those expected.
  private static final int BELIEF = 1;

  private static final String LATENCY = "latency";
  private static final Percentile TAIL = new Percentile(0.99);

  /// What is known of one cell of the group.
  private static final class Arm {
    final Cell cell;
    final SortedMap<Integer, Double> logScores = new TreeMap<>();
    final Map<Integer, Double> cpusApart = new HashMap<>();
    final Set<Integer> roundsDone = new HashSet<>();
    boolean givenUp;
    int forks;
    long wallMillis;
    private double squaresWithin;
    private int degreesWithin;

    Arm(Cell cell) {
      this.cell = cell;
    }

    void scored(ForkRecord fork) {
      logScores.put(fork.round(), log(fork));
      cpusApart.put(fork.round(), fork.isPaced() ? Double.NaN : fork.cpusApart());
      roundsDone.add(fork.round());
      double[] logs = Arrays.stream(fork.scores()).map(Math::log).toArray();
      if (logs.length > 1) {
        squaresWithin += Moments.variance(logs) * (logs.length - 1);
        degreesWithin += logs.length - 1;
      }
    }

    /// What the fork is compared by: its score, or where a schedule sets that, the tail of its
    /// latencies.
    private double log(ForkRecord fork) {
      if (fork.isPaced() && LatencyFiles.names(List.of(fork)).contains(LATENCY)) {
        var latencies = LatencyFiles.merged(LATENCY, fork);
        return TAIL.log(Math.max(1, latencies.getValueAtPercentile(100 * TAIL.quantile())));
      }
      return ForkScore.log(fork.scores(), cell.isHigherBetter());
    }

    /// How far forks are likely to lie apart, before there are forks to tell: at least as far as
    /// the iterations of one.
    double likelyVariance() {
      return Math.max(
          USUAL_SPREAD * USUAL_SPREAD, degreesWithin == 0 ? 0 : squaresWithin / degreesWithin);
    }
  }

  private final Group group;
  private final List<Arm> arms;
  private int round = 1;

  GroupProgress(Group group) {
    this.group = group;
    this.arms = group.cells().stream().map(Arm::new).toList();
  }

  Group group() {
    return group;
  }

  /// The round that is to run or is running.
  int round() {
    return round;
  }

  /// The cells that are still measured: those that neither fail nor make no sense.
  List<Cell> active() {
    return arms.stream().filter(arm -> !arm.givenUp).map(arm -> arm.cell).toList();
  }

  /// The cells that have not had their turn in this round.
  List<Cell> missing() {
    return arms.stream()
        .filter(arm -> !arm.givenUp && !arm.roundsDone.contains(round))
        .map(arm -> arm.cell)
        .toList();
  }

  /// Counts a fork of this group that ended, now or before the run was interrupted.
  void add(ForkRecord fork, Cell cell) {
    Arm arm = arm(cell);
    arm.forks++;
    arm.wallMillis += fork.wallMillis();
    switch (fork.outcome()) {
      case OK -> arm.scored(fork);
      case NOT_APPLICABLE -> arm.givenUp = true;
      // It is tried once more; a cell that fails twice running is given up.
      case FAILED -> arm.givenUp = fork.attempt() > 1;
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
    // Of the cells that take part, so that a group without our own contender has a baseline, too.
    return Comparison.of(new Group(group.name(), active())).stream()
        .mapToDouble(comparison -> rule.excess(differences(comparison)))
        .max()
        .orElse(0);
  }

  private RoundDifferences differences(Comparison comparison) {
    var base = arm(comparison.baseline());
    var other = arm(comparison.other());
    List<Integer> rounds =
        base.logScores.keySet().stream().filter(other.logScores::containsKey).toList();
    return RoundDifferences.of(
        rounds.stream().mapToDouble(k -> of(other.logScores, k) - of(base.logScores, k)).toArray(),
        rounds.stream().mapToDouble(k -> of(other.cpusApart, k)).toArray(),
        rounds.stream().mapToDouble(k -> of(base.cpusApart, k)).toArray(),
        cpusApart());
  }

  /// The average so far: which it will be of the whole run nobody knows yet.
  private double cpusApart() {
    return Moments.geometricMean(
        arms.stream()
            .flatMap(arm -> arm.cpusApart.values().stream())
            .mapToDouble(Double::doubleValue));
  }

  private static double of(Map<Integer, Double> values, int round) {
    return Objects.requireNonNull(values.get(round));
  }

  /// How many rounds this group is likely to run yet, what is left of the running one included.
  double roundsLeft(StoppingRule rule) {
    if (isFinished(rule)) {
      return 0;
    }
    int done = round - 1;
    double begun = 1 - (double) missing().size() / active().size();
    int enough =
        Comparison.of(new Group(group.name(), active())).stream()
            .mapToInt(comparison -> rule.roundsFor(likelyVariance(comparison)))
            .max()
            .orElse(rule.minRounds());
    return Math.max(done + 1, enough) - done - begun;
  }

  /// The variance of the differences as seen, and as far as few were seen as expected.
  private double likelyVariance(Comparison comparison) {
    double expected =
        arm(comparison.baseline()).likelyVariance() + arm(comparison.other()).likelyVariance();
    var seen = differences(comparison);
    if (seen.values().length < 2) {
      return expected;
    }
    double degrees = seen.degrees();
    return (BELIEF * expected + degrees * seen.variance()) / (BELIEF + degrees);
  }

  /// What a round of this group takes, by what its forks took so far; `guess` for cells without.
  double roundMillis(double guess) {
    return arms.stream()
        .filter(arm -> !arm.givenUp)
        .mapToDouble(arm -> arm.forks == 0 ? guess : (double) arm.wallMillis / arm.forks)
        .sum();
  }

  private Arm arm(Cell cell) {
    return arms.stream().filter(arm -> arm.cell.equals(cell)).findFirst().orElseThrow();
  }
}
