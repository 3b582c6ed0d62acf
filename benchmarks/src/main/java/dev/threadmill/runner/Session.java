package dev.threadmill.runner;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.RunManifest;
import dev.threadmill.runner.ForkLauncher.Slot;
import dev.threadmill.stats.StoppingRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A run, from its first fork or from where it was interrupted, to its last.
///
/// First every group has its least number of rounds, in rounds over all groups. Then the group
/// whose widest interval is furthest from precise gets the next round, until all are precise or
/// the budget is spent. Within a round the arms of a group run back to back, in random order.
public final class Session {
  public enum End {
    /// Every group is precise or has all its rounds.
    FINISHED,
    /// The time is spent.
    OUT_OF_BUDGET,
    /// Somebody asked it to stop.
    STOPPED
  }

  private final StoppingRule rule;
  private final long budgetMillis;
  private final Order order;
  private final List<GroupProgress> groups;
  private final Map<String, Cell> cells = new HashMap<>();
  private final ForkLauncher launcher;
  private final Progress progress;
  private final RulerWatch ruler;
  private final LongSupplier nanoTime;
  private final double forkGuessMillis;

  private int position;
  private long spentBeforeMillis;
  private long inForksMillis;

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
    order = new Order(manifest.seed());
    groups = manifest.groups().stream().map(GroupProgress::new).toList();
    groups.forEach(group -> group.group().cells().forEach(cell -> cells.put(cell.id(), cell)));
    this.launcher = launcher;
    this.progress = progress;
    this.ruler = ruler;
    this.forkGuessMillis = forkGuessMillis;
    this.nanoTime = nanoTime;
  }

  /// Runs what is left to run after the forks that an earlier process kept.
  public End run(List<ForkRecord> kept, Consumer<ForkRecord> log, Stop stop) {
    kept.forEach(this::count);
    spentBeforeMillis = kept.stream().mapToLong(ForkRecord::wallMillis).sum();
    long start = nanoTime.getAsLong();
    return rounds(log, stop, start);
  }

  private End rounds(Consumer<ForkRecord> log, Stop stop, long start) {
    for (int round = 1; round <= rule.minRounds(); round++) {
      for (GroupProgress group : order.groups(groups, round)) {
        while (group.round() <= round && !group.isFinished(rule)) {
          End end = round(group, log, stop, start);
          if (end != null) {
            return end;
          }
        }
      }
    }
    while (true) {
      var widest =
          groups.stream()
              .filter(group -> !group.isFinished(rule))
              .max(Comparator.comparingDouble(group -> group.widest(rule)));
      if (widest.isEmpty()) {
        return End.FINISHED;
      }
      End end = round(widest.get(), log, stop, start);
      if (end != null) {
        return end;
      }
    }
  }

  /// Runs what is missing of the group's round; null if the session goes on.
  private @Nullable End round(
      GroupProgress group, Consumer<ForkRecord> log, Stop stop, long start) {
    if (spentMillis(start) + group.roundMillis(forkGuessMillis) > budgetMillis) {
      return stop.isRequested() ? End.STOPPED : End.OUT_OF_BUDGET;
    }
    ruler.look();
    int round = group.round();
    var todo = order.arms(group.group().cells(), group.group().name(), round);
    todo = todo.stream().filter(group.missing()::contains).toList();
    List<Cell> again = new ArrayList<>();
    for (Cell cell : todo) {
      if (stop.isRequested()) {
        return End.STOPPED;
      }
      if (launch(cell, round, 1, log, start, stop).outcome() == ForkRecord.Outcome.FAILED) {
        again.add(cell);
      }
    }
    for (Cell cell : again) {
      if (stop.isRequested()) {
        return End.STOPPED;
      }
      launch(cell, round, 2, log, start, stop);
    }
    return null;
  }

  private ForkRecord launch(
      Cell cell, int round, int attempt, Consumer<ForkRecord> log, long start, Stop stop) {
    var slot = new Slot(cell, round, position + 1, attempt);
    progress.starting(slot, secondsLeft(start));
    ForkRecord fork = launcher.launch(slot);
    if (stop.isRequested() && !fork.isOk()) {
      return fork; // it was ended by us, and says nothing about the cell
    }
    log.accept(fork);
    count(fork);
    inForksMillis += fork.wallMillis();
    progress.ended(fork);
    return fork;
  }

  private void count(ForkRecord fork) {
    Cell cell = cells.get(fork.cell());
    if (cell == null) {
      throw new IllegalStateException("The plan has no cell " + fork.cell());
    }
    for (GroupProgress group : groups) {
      if (group.group().cells().contains(cell)) {
        group.add(fork, cell);
      }
    }
    position = Math.max(position, fork.position());
  }

  private long spentMillis(long start) {
    return spentBeforeMillis + (nanoTime.getAsLong() - start) / 1_000_000;
  }

  /// How long the rest is expected to take: the least rounds of every group, then rounds until a
  /// group is likely to be precise, and no more than the budget lasts.
  private long secondsLeft(long start) {
    double millis = 0;
    for (GroupProgress group : groups) {
      millis += group.roundsLeft(rule) * group.roundMillis(forkGuessMillis);
    }
    // Between forks there is time spent, too: to keep them, and to read the ruler.
    double sinceStart = (nanoTime.getAsLong() - start) / 1e6;
    millis *= inForksMillis == 0 ? 1 : Math.max(1, sinceStart / inForksMillis);
    return Math.round(Math.min(millis, Math.max(0, budgetMillis - spentMillis(start))) / 1000);
  }
}
