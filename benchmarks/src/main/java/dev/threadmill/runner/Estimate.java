package dev.threadmill.runner;

import dev.threadmill.results.Cell;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.Shape;
import java.util.List;

/// The expected duration of a plan, before any of it has run.
///
/// @param leastSeconds with the least rounds everywhere
/// @param mostSeconds with all rounds everywhere, or the budget if that is less
public record Estimate(int cells, long leastSeconds, long mostSeconds) {
  /// A JVM's start, set-up and end beside the iterations, as seen with JMH on one slow core.
  private static final long OVERHEAD_MILLIS = 900;

  /// A benchmark that runs once has no set time; most take about as long as this.
  private static final long ONE_SHOT_MILLIS = 1_500;

  public static Estimate of(List<Group> groups, Shape shape, Limits limits) {
    long round =
        groups.stream()
            .flatMap(group -> group.cells().stream())
            .mapToLong(cell -> forkMillis(cell, shape))
            .sum();
    long least = withRuler(round * limits.minRounds()) / 1000;
    long most = withRuler(round * limits.maxRounds()) / 1000;
    int cells = groups.stream().mapToInt(group -> group.cells().size()).sum();
    return new Estimate(
        cells, Math.min(least, limits.budgetSeconds()), Math.min(most, limits.budgetSeconds()));
  }

  private static long withRuler(long millis) {
    return millis + RulerWatch.added(millis);
  }

  static long forkMillis(Cell cell, Shape shape) {
    return OVERHEAD_MILLIS + (cell.isOneShot() ? ONE_SHOT_MILLIS : WarmUp.millis(cell, shape));
  }
}
