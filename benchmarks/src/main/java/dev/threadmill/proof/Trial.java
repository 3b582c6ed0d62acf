package dev.threadmill.proof;

import dev.threadmill.results.Cell;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.RunManifest.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A cell that is measured as two arms, and cells that are known to be slower by so much.
///
/// The two equal arms bear different names of JVM arguments, and both names stand for none. So they
/// are cells of one comparison to everything that plans, orders and judges, and the same command
/// line to the system.
public record Trial(Cell base, List<Cell> planted) {
  /// The name that the base and all planted arms run under.
  static final String BASE = "base";

  /// The arguments behind the names: none.
  static final Map<String, List<String>> JVMS =
      Map.of(BASE, List.of(), LedgerEntry.AGAIN, List.of());

  /// Each group of planted cells as a trial: its first cell does what it claims, the others more.
  /// The contender is the number of operations.
  ///
  /// @param bare whether to leave the others out
  public static List<Trial> ofPlanted(List<Group> groups, boolean bare) {
    return groups.stream()
        .map(Group::cells)
        .map(cells -> new Trial(cells.getFirst(), cells.subList(1, bare ? 1 : cells.size())))
        .toList();
  }

  public static List<Trial> ofSame(List<Group> groups) {
    return groups.stream()
        .flatMap(group -> group.cells().stream())
        .map(cell -> new Trial(cell, List.of()))
        .toList();
  }

  Group group() {
    List<Cell> arms = new ArrayList<>();
    arms.add(named(base, BASE));
    arms.add(named(base, LedgerEntry.AGAIN));
    planted.forEach(cell -> arms.add(named(cell, BASE)));
    return new Group(base.group(), arms);
  }

  private static Cell named(Cell cell, @Nullable String jvm) {
    return new Cell(cell.benchmark(), cell.mode(), cell.params(), cell.cores(), cell.jdk(), jvm);
  }

  static String name(Cell arm) {
    return named(arm, null).id();
  }

  static String arm(Cell arm) {
    return LedgerEntry.AGAIN.equals(arm.jvm())
        ? LedgerEntry.AGAIN
        : arm.params().getOrDefault(Cell.CONTENDER, "");
  }

  /// The true ratio of speed of an arm to the base. An arm that does 102 operations and claims 100
  /// is 100 / 102 as fast.
  static double truth(Cell base, Cell arm) {
    return LedgerEntry.AGAIN.equals(arm.jvm())
        ? 1
        : Double.parseDouble(arm(base)) / Double.parseDouble(arm(arm));
  }
}
