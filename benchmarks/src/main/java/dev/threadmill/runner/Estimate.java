package dev.threadmill.runner;

import dev.threadmill.questions.Catalog;
import dev.threadmill.questions.Lane;
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

  /// The same of a program that has no JVM.
  private static final long LANE_OVERHEAD_MILLIS = 200;

  /// A benchmark that runs once has no set time unless it says so by JMH's annotation; most take
  /// about as long as this.
  private static final long ONE_SHOT_MILLIS = 1_500;

  public static Estimate of(List<Group> groups, Shape shape, Limits limits) {
    var cells = groups.stream().flatMap(group -> group.cells().stream()).toList();
    long round = cells.stream().mapToLong(cell -> forkMillis(cell, shape)).sum();
    long least = seconds(round * limits.minRounds(), limits);
    return new Estimate(cells.size(), least, seconds(round * limits.maxRounds(), limits));
  }

  /// Whether so many rounds of everything fit into the budget.
  static boolean fits(List<Group> groups, Shape shape, Limits limits, int rounds) {
    return seconds(groups, shape, rounds) <= limits.budgetSeconds();
  }

  /// How long so many rounds of everything take.
  public static long seconds(List<Group> groups, Shape shape, int rounds) {
    var cells = groups.stream().flatMap(group -> group.cells().stream());
    return seconds(rounds * cells.mapToLong(cell -> forkMillis(cell, shape)).sum());
  }

  private static long seconds(long millis, Limits limits) {
    return Math.min(seconds(millis), limits.budgetSeconds());
  }

  private static long seconds(long millis) {
    return (millis + RulerWatch.added(millis)) / 1000;
  }

  static long forkMillis(Cell cell, Shape shape) {
    boolean isJvm = cell.lane() == null || cell.lane().equals(Lane.REFERENCE.id());
    return (isJvm ? OVERHEAD_MILLIS : LANE_OVERHEAD_MILLIS)
        + (cell.isOneShot() ? shotMillis(cell) : meantMillis(cell, shape));
  }

  private static long shotMillis(Cell cell) {
    return Catalog.find(cell.benchmark())
        .map(Catalog.Entry::measuredMillis)
        .filter(millis -> millis > 0)
        .orElse(ONE_SHOT_MILLIS);
  }

  /// The warm-up of a fork: that of the preset, and longer where much code must get warm. A
  /// benchmark asks for it by JMH's annotation, and all that it is compared with warms up as long.
  static int warmUps(Cell cell, Shape shape) {
    int times = Catalog.find(cell.benchmark()).map(Catalog.Entry::warmUps).orElse(1);
    return shape.warmupIterations() * times;
  }

  /// How long a fork of a cell is meant to measure, with its warm-up.
  static long meantMillis(Cell cell, Shape shape) {
    return (long) warmUps(cell, shape) * shape.warmupMillis()
        + (long) shape.iterations() * shape.iterationMillis();
  }
}
