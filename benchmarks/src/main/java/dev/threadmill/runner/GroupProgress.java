package dev.threadmill.runner;

import dev.threadmill.comparison.Arm;
import dev.threadmill.questions.Question;
import dev.threadmill.questions.Questions;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.StoppingRule;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The progress of one comparison group: what ran in which round, and how precise that is.
final class GroupProgress {
  /// By how much forks of one cell differ on a machine that is not noisy: the standard deviation.
  private static final double USUAL_SPREAD = 0.03;

  /// How many rounds it takes to believe differences that were seen as much as those expected.
  private static final int BELIEF = 1;

  /// The weight of a group whose question leads: three times the time of others.
  private static final int LEAD = 3;

  private static final class Turns {
    final Cell cell;
    final Map<Quantity, SortedMap<Integer, Double>> logs = new HashMap<>();
    final Set<Quantity> cutOff = new HashSet<>();
    final Set<Integer> roundsDone = new HashSet<>();
    boolean givenUp;
    int forks;
    long wallMillis;
    private double squaresWithin;
    private int degreesWithin;

    Turns(Cell cell) {
      this.cell = cell;
    }

    void scored(ForkRecord fork) {
      for (var quantity : Quantity.ASKED) {
        quantity
            .log(cell, fork)
            .ifPresent(
                log ->
                    logs.computeIfAbsent(quantity, any -> new TreeMap<>()).put(fork.round(), log));
        if (quantity.isBound(fork)) {
          cutOff.add(quantity);
        }
      }
      roundsDone.add(fork.round());
      double[] within = Arrays.stream(fork.scores()).map(Math::log).toArray();
      if (within.length > 1 && !fork.isPaced()) {
        squaresWithin += Moments.variance(within) * (within.length - 1);
        degreesWithin += within.length - 1;
      }
    }

    Arm arm(Quantity quantity) {
      return Arm.ofLogs(cell, logs.getOrDefault(quantity, Collections.emptySortedMap()));
    }

    /// How far forks are likely to lie apart, before there are forks to tell: at least as far as
    /// the iterations of one.
    double likelyVariance() {
      return Math.max(
          USUAL_SPREAD * USUAL_SPREAD, degreesWithin == 0 ? 0 : squaresWithin / degreesWithin);
    }
  }

  /// A comparison by a quantity.
  ///
  /// @param answers whether a question is settled by it
  private record Wanted(Comparison comparison, Quantity quantity, boolean answers) {}

  final Group group;
  private final List<Turns> arms;
  private final Map<Cell, Turns> byCell = new HashMap<>();
  private final int weight;

  /// The one that has begun.
  int round = 1;

  GroupProgress(Group group) {
    this.group = group;
    this.arms = group.cells().stream().map(Turns::new).toList();
    arms.forEach(arm -> byCell.put(arm.cell, arm));
    weight =
        Comparison.of(group.cells()).stream()
                .flatMap(GroupProgress::questions)
                .anyMatch(Question::leads)
            ? LEAD
            : 1;
  }

  private static Stream<Question> questions(Comparison comparison) {
    return Questions.of(comparison.other()).stream()
        .filter(question -> question.isAnsweredBy(comparison));
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
    while (arms.stream().anyMatch(arm -> !arm.givenUp) && !isAnyMissing()) {
      round++;
    }
  }

  /// Whether a cell has not had its turn in this round. Most often it is the last: to look from the
  /// end finds it soon.
  private boolean isAnyMissing() {
    return IntStream.rangeClosed(1, arms.size())
        .mapToObj(i -> arms.get(arms.size() - i))
        .anyMatch(arm -> !arm.givenUp && !arm.roundsDone.contains(round));
  }

  boolean isFinished(StoppingRule rule) {
    int done = round - 1;
    return active().isEmpty()
        || done >= rule.maxRounds()
        || done >= rule.minRounds() && widest(rule) <= 1;
  }

  /// Whether a question is open that its comparisons answer; where they answer none, whether any
  /// of them is.
  boolean isOpen(StoppingRule rule) {
    var all = wanted().toList();
    var asked = all.stream().filter(Wanted::answers).toList();
    return (asked.isEmpty() ? all : asked).stream().anyMatch(one -> rule.isOpen(differences(one)));
  }

  /// The time that it had, as far as that counts: of what is open, the next round is for the group
  /// with the least.
  double timeHad() {
    return arms.stream().mapToDouble(arm -> arm.wallMillis).sum() / weight;
  }

  /// How much wider than wanted the widest interval of the group is; 1 is just right.
  double widest(StoppingRule rule) {
    return wanted().mapToDouble(one -> rule.excess(differences(one))).max().orElse(0);
  }

  /// Those that gain by being precise, which a bound does not. They are of the cells that take
  /// part, so that a group without our own contender has a baseline, too.
  private Stream<Wanted> wanted() {
    return Comparison.of(active()).stream()
        .flatMap(this::wanted)
        .filter(
            one ->
                !turns(one.comparison.other()).cutOff.contains(one.quantity)
                    && !turns(one.comparison.baseline()).cutOff.contains(one.quantity));
  }

  /// By what a question asks for, or where none does, by the first quantity that forks tell.
  private Stream<Wanted> wanted(Comparison comparison) {
    var asked =
        questions(comparison)
            .map(
                question ->
                    new Wanted(
                        comparison,
                        question.quantity(),
                        question.rival().isEmpty() || question.names(comparison)))
            .toList();
    var told = turns(comparison.other()).logs.keySet();
    return asked.isEmpty()
        ? Quantity.ASKED.stream()
            .filter(told::contains)
            .limit(1)
            .map(quantity -> new Wanted(comparison, quantity, false))
        : asked.stream();
  }

  private double[] differences(Wanted one) {
    return turns(one.comparison.other())
        .arm(one.quantity)
        .differences(turns(one.comparison.baseline()).arm(one.quantity));
  }

  /// How many rounds this group is likely to run yet, what is left of the running one included.
  double roundsLeft(StoppingRule rule) {
    if (isFinished(rule)) {
      return 0;
    }
    int done = round - 1;
    double begun = 1 - (double) missing().size() / active().size();
    int enough =
        wanted()
            .mapToInt(one -> rule.roundsFor(likelyVariance(one)))
            .max()
            .orElse(rule.minRounds());
    return Math.max(done + 1, enough) - done - begun;
  }

  /// The variance of the differences as seen, and as far as few were seen as expected.
  private double likelyVariance(Wanted one) {
    double expected =
        turns(one.comparison.baseline()).likelyVariance()
            + turns(one.comparison.other()).likelyVariance();
    double[] seen = differences(one);
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
    return Objects.requireNonNull(byCell.get(cell));
  }
}
