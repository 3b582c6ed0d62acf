package dev.threadmill.runner;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.RunManifest;
import dev.threadmill.runner.ForkLauncher.Slot;
import dev.threadmill.stats.StoppingRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A run, from its first fork or from where it was interrupted, to its last.
///
/// First every group has its least number of rounds, in rounds over all groups. Then the groups
/// whose questions are open share the time, and those that the suite is made for get more of it.
/// When all are settled, the group whose widest interval is furthest from precise gets the next
/// round, until all are precise or the budget is spent. Within a round the arms of a group run back
/// to back, in random order.
public final class Session {
  public enum End {
    /// Every group is precise or has all its rounds.
    FINISHED,
    /// The time is spent.
    OUT_OF_BUDGET,
    /// Somebody asked it to stop.
    STOPPED,
    /// The first forks all failed for one reason, which others would fail for, too.
    FAILING
  }

  /// So many forks that fail alike before any ended well are the machine's fault, not their cells'.
  private static final int ALIKE = 3;

  private static final Pattern NUMBER = Pattern.compile("\\b(?:0x)?\\d[\\da-f]*\\b");

  private final StoppingRule rule;
  private final long budgetMillis;
  private final long seed;
  private final List<GroupProgress> groups;
  private final Map<String, Cell> cells = new HashMap<>();
  private final Map<String, GroupProgress> groupOf = new HashMap<>();
  private final ForkLauncher launcher;
  private final Progress progress;
  private final RulerWatch ruler;
  private final LongSupplier nanoTime;
  private final double forkGuessMillis;

  /// Whether a fork has shown that forks run here.
  private boolean proven;

  private int alike;
  private String lastReason = "";
  private int position;
  private long startNanos;
  private long spentBeforeMillis;
  private long inForksMillis;

  /// How many cells must have a turn yet before that is as many as in a round of all.
  private int turnsOfRound;

  /// @param ruler looks at the machine before rounds
  /// @param forkGuessMillis what a fork takes that never ran
  /// @param nanoTime a clock, which tests turn by hand
  Session(
      RunManifest manifest,
      ForkLauncher launcher,
      Progress progress,
      RulerWatch ruler,
      double forkGuessMillis,
      LongSupplier nanoTime) {
    var limits = manifest.limits();
    rule = new StoppingRule(limits.minRounds(), limits.maxRounds(), limits.precision());
    budgetMillis = limits.budgetSeconds() * 1000;
    seed = manifest.seed();
    groups = manifest.groups().stream().map(GroupProgress::new).toList();
    for (var group : groups) {
      for (var cell : group.group.cells()) {
        cells.put(cell.id(), cell);
        groupOf.put(cell.id(), group);
      }
    }
    this.launcher = launcher;
    this.progress = progress;
    this.ruler = ruler;
    this.forkGuessMillis = forkGuessMillis;
    this.nanoTime = nanoTime;
  }

  /// Runs what is left to run after the forks that an earlier process kept.
  public End run(List<ForkRecord> kept, Consumer<ForkRecord> log, Stop stop) {
    proven = kept.stream().anyMatch(fork -> fork.outcome() != Outcome.FAILED);
    if (proven) {
      kept.forEach(this::count);
    } else {
      // What failed for want of something that is mended by now says nothing about its cell.
      position = kept.stream().mapToInt(ForkRecord::position).max().orElse(0);
    }
    spentBeforeMillis = kept.stream().mapToLong(ForkRecord::wallMillis).sum();
    startNanos = nanoTime.getAsLong();
    turnsOfRound = turnsOfRound();
    for (int round = 1; round <= rule.minRounds(); round++) {
      for (GroupProgress group : shuffled(groups, round, 0)) {
        while (group.round <= round && !group.isFinished(rule)) {
          End end = round(group, log, stop);
          if (end != null) {
            return end;
          }
        }
      }
    }
    while (true) {
      var next = next();
      End end = next.isEmpty() ? End.FINISHED : round(next.get(), log, stop);
      if (end != null) {
        return end;
      }
    }
  }

  private Optional<GroupProgress> next() {
    var left = groups.stream().filter(group -> !group.isFinished(rule)).toList();
    return left.stream()
        .filter(group -> group.isOpen(rule))
        .min(Comparator.comparingDouble(GroupProgress::timeHad))
        .or(() -> left.stream().max(Comparator.comparingDouble(group -> group.widest(rule))));
  }

  /// An order that the seed alone decides, also when an interrupted run goes on. It must be random
  /// because machines drift: what always runs first after a pause, or always last, carries the
  /// drift in its score.
  private <T> List<T> shuffled(List<T> list, int round, int group) {
    // Random's first draws hardly differ between neighbouring seeds, so the parts are spread first.
    long mixed = seed + 0x9E3779B97F4A7C15L * (((long) group << 32) ^ round);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    var copy = new ArrayList<>(list);
    Collections.shuffle(copy, new Random(mixed ^ (mixed >>> 31)));
    return copy;
  }

  /// Runs what is missing of the group's round; null if the session goes on.
  private @Nullable End round(GroupProgress group, Consumer<ForkRecord> log, Stop stop) {
    if (spentMillis() + group.roundMillis(forkGuessMillis) > budgetMillis) {
      return stop.isRequested() ? End.STOPPED : End.OUT_OF_BUDGET;
    }
    ruler.look();
    int round = group.round;
    var cells = shuffled(group.group.cells(), round, group.group.name().hashCode());
    var todo = cells.stream().filter(group.missing()::contains).toList();
    int turns = todo.size();
    for (int attempt = 1; attempt <= 2; attempt++) {
      List<Cell> failed = new ArrayList<>();
      for (Cell cell : todo) {
        if (stop.isRequested()) {
          return End.STOPPED;
        }
        var slot = new Slot(cell, round, position + 1, attempt);
        if (launch(slot, log, stop).outcome() == Outcome.FAILED) {
          failed.add(cell);
        }
        if (!proven && alike >= ALIKE) {
          return End.FAILING;
        }
      }
      todo = failed;
    }
    turnsOfRound -= turns;
    boolean isRound = turnsOfRound <= 0;
    turnsOfRound = isRound ? turnsOfRound() : turnsOfRound;
    progress.compared(isRound);
    return null;
  }

  private int turnsOfRound() {
    return groups.stream()
        .filter(group -> !group.isFinished(rule))
        .mapToInt(group -> group.active().size())
        .sum();
  }

  private ForkRecord launch(Slot slot, Consumer<ForkRecord> log, Stop stop) {
    progress.starting(slot, secondsLeft());
    ForkRecord fork = launcher.launch(slot);
    if (stop.isRequested() && !fork.isOk()) {
      return fork; // it was ended by us, and says nothing about the cell
    }
    log.accept(fork);
    count(fork);
    var reason = NUMBER.matcher(String.valueOf(fork.reason())).replaceAll("#");
    alike = reason.equals(lastReason) ? alike + 1 : 1;
    lastReason = reason;
    proven |= fork.outcome() != Outcome.FAILED;
    inForksMillis += fork.wallMillis();
    progress.ended(fork);
    return fork;
  }

  private void count(ForkRecord fork) {
    Cell cell = cells.get(fork.cell());
    var group = groupOf.get(fork.cell());
    if (cell == null || group == null) {
      throw new IllegalStateException("The plan has no cell " + fork.cell());
    }
    group.add(fork, cell);
    position = Math.max(position, fork.position());
  }

  private long spentMillis() {
    return spentBeforeMillis + (nanoTime.getAsLong() - startNanos) / 1_000_000;
  }

  /// How long the rest is expected to take: the least rounds of every group, then rounds until a
  /// group is likely to be precise, and no more than the budget lasts.
  private long secondsLeft() {
    double millis =
        groups.stream()
            .mapToDouble(group -> group.roundsLeft(rule) * group.roundMillis(forkGuessMillis))
            .sum();
    // Between forks there is time spent, too: to keep them, and to read the ruler.
    double sinceStart = (nanoTime.getAsLong() - startNanos) / 1e6;
    millis *= inForksMillis == 0 ? 1 : Math.max(1, sinceStart / inForksMillis);
    return Math.round(Math.min(millis, Math.max(0, budgetMillis - spentMillis())) / 1000);
  }
}
