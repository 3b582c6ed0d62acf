package dev.threadmill.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A pair of cells that differ in one factor only.
///
/// @param factor which of a cell's coordinates differs
/// @param baseline the cell with the factor's first value
/// @param other the cell that is compared with it
public record Comparison(String factor, Cell baseline, Cell other) {
  /// All comparisons of the cells of a group: for each factor, each cell with the one that has
  /// the factor's first value and else the same coordinates.
  public static List<Comparison> of(List<Cell> cells) {
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
