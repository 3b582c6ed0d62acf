package dev.threadmill.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A pair of cells that differ in one factor only.
///
/// @param factor which of a cell's coordinates differs
/// @param baseline the cell with the factor's first value
/// @param other the cell that is compared with it
public record Comparison(String factor, Cell baseline, Cell other) {
  /// All comparisons of the cells of a group: for each factor, each cell with the one that has
  /// the factor's first value and else the same coordinates. The contenders of a lane are its own,
  /// and so is the first of them; a cell of a lane is also compared with the same on the JVM.
  public static List<Comparison> of(List<Cell> cells) {
    Map<String, List<Cell>> byLane = new LinkedHashMap<>();
    cells.forEach(
        cell ->
            byLane
                .computeIfAbsent(String.valueOf(cell.lane()), any -> new ArrayList<>())
                .add(cell));
    List<Comparison> comparisons = new ArrayList<>();
    byLane.values().forEach(own -> comparisons.addAll(within(own)));
    for (var cell : cells) {
      cells.stream()
          .filter(jvm -> isTwin(jvm, cell))
          .findFirst()
          .ifPresent(jvm -> comparisons.add(new Comparison(Cell.LANE, jvm, cell)));
    }
    return comparisons;
  }

  /// Whether the first is a cell of the JVM, and the second the same in a lane. Of several JDKs the
  /// first is the one that lanes are compared with.
  private static boolean isTwin(Cell jvm, Cell cell) {
    return jvm.lane() == null
        && cell.lane() != null
        && jvm.params().equals(cell.params())
        && Objects.equals(jvm.cores(), cell.cores());
  }

  private static List<Comparison> within(List<Cell> cells) {
    Map<Map<String, String>, Cell> byCoordinates = new LinkedHashMap<>();
    cells.forEach(cell -> byCoordinates.put(cell.coordinates(), cell));
    List<Comparison> comparisons = new ArrayList<>();
    for (String factor : Cell.COMPARED) {
      var values =
          cells.stream().flatMap(cell -> Stream.ofNullable(cell.coordinates().get(factor)));
      var first = values.findFirst().orElse("");
      byCoordinates.forEach(
          (coordinates, cell) -> {
            var atBaseline = new LinkedHashMap<>(coordinates);
            atBaseline.replace(factor, first);
            var baseline = byCoordinates.get(atBaseline);
            if (baseline != null && !baseline.equals(cell)) {
              comparisons.add(new Comparison(factor, baseline, cell));
            }
          });
    }
    return comparisons;
  }
}
