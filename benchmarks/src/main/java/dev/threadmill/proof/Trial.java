package dev.threadmill.proof;

import dev.threadmill.results.Cell;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.RunManifest.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A cell that is measured twice, and cells that are known to be slower by so much.
///
/// The two arms that are the same bear different names of JVM arguments, of which there are none
/// under either name. So they are cells of one comparison to all that plans, orders and judges, and
/// the same command line to the system.
public record Trial(Cell base, List<Cell> planted) {
  /// The name that the base, and all that is compared with it, runs under.
  static final String BASE = "base";

  /// What stands behind the names: nothing.
  static final Map<String, List<String>> JVMS =
      Map.of(BASE, List.of(), LedgerEntry.AGAIN, List.of());

  /// Each group of planted cells as a trial: its first cell does what it claims, and the others
  /// more. The contender is the number of operations.
  public static List<Trial> ofPlanted(List<Group> groups) {
    return groups.stream()
        .map(
            group ->
                new Trial(group.cells().getFirst(), group.cells().subList(1, group.cells().size())))
        .toList();
  }

  /// Each cell as a trial, with nothing planted.
  public static List<Trial> ofSame(List<Group> groups) {
    return groups.stream()
        .flatMap(group -> group.cells().stream())
        .map(cell -> new Trial(cell, List.of()))
        .toList();
  }

  /// The same without its planted arms.
  public Trial bare() {
    return new Trial(base, List.of());
  }

  /// What the ledger calls the benchmark.
  String name() {
    return base.id();
  }

  Group group() {
    List<Cell> arms = new ArrayList<>();
    arms.add(named(base, BASE));
    arms.add(named(base, LedgerEntry.AGAIN));
    planted.forEach(cell -> arms.add(named(cell, BASE)));
    return new Group(base.group(), arms);
  }

  private static Cell named(Cell cell, String jvm) {
    return new Cell(cell.benchmark(), cell.mode(), cell.params(), cell.cores(), cell.jdk(), jvm);
  }

  /// The ledger's name for the benchmark that an arm of a group belongs to.
  static String name(Cell arm) {
    return new Cell(arm.benchmark(), arm.mode(), arm.params(), arm.cores(), arm.jdk(), null).id();
  }

  /// The ledger's name for an arm.
  static String arm(Cell arm) {
    return LedgerEntry.AGAIN.equals(arm.jvm())
        ? LedgerEntry.AGAIN
        : arm.params().getOrDefault(Cell.CONTENDER, "");
  }

  /// The true ratio of speed of an arm to the base: who does 102 operations and claims a hundred is
  /// as fast as 100 / 102.
  static double truth(Cell base, Cell arm) {
    return LedgerEntry.AGAIN.equals(arm.jvm()) ? 1 : operations(base) / operations(arm);
  }

  private static double operations(Cell cell) {
    return Double.parseDouble(cell.params().getOrDefault(Cell.CONTENDER, ""));
  }
}
