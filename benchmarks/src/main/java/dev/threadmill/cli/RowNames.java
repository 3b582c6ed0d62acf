package dev.threadmill.cli;

import dev.threadmill.analysis.compare.Row;
import dev.threadmill.questions.Names;
import dev.threadmill.results.Quantity;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of rows, as short as tells them apart: conditions are named only where they differ
/// between rows of one name.
final class RowNames {
  private final Map<String, Map<String, Set<String>>> values = new HashMap<>();

  RowNames(Collection<? extends Row> rows) {
    for (var row : rows) {
      var own = values.computeIfAbsent(name(row), any -> new LinkedHashMap<>());
      conditions(row)
          .forEach((name, value) -> own.computeIfAbsent(name, any -> new TreeSet<>()).add(value));
    }
  }

  private static String name(Row row) {
    return switch (row) {
      case Row.OfScores score -> Names.of(score.cell());
      case Row.OfRatios ratio -> Names.of(ratio.comparison());
    };
  }

  /// A name with what is compared, where that is no time: `spawn  virtual threads: p99`.
  static String named(String name, Quantity quantity) {
    return quantity.isTime() ? name : name + ": " + quantity.words();
  }

  private static Map<String, String> conditions(Row row) {
    var conditions = row.cell().coordinates();
    conditions.keySet().removeAll(row.cell().compared().keySet());
    return conditions;
  }

  String of(Row row) {
    var own = values.getOrDefault(name(row), Map.of());
    var differing =
        conditions(row).keySet().stream()
            .filter(name -> own.getOrDefault(name, Set.of()).size() > 1)
            .map(name -> Names.parameter(row.cell(), name));
    return named(
        Stream.concat(Stream.of(name(row)), differing).collect(Collectors.joining(", ")),
        row.quantity());
  }
}
