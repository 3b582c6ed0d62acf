package dev.threadmill.report.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The rows that charts are drawn from, by table and in the order of the plan.
public record ChartTables(Map<ChartTable, List<ChartRow>> rows) {
  public ChartTables {
    var copies = new EnumMap<ChartTable, List<ChartRow>>(ChartTable.class);
    rows.forEach((table, all) -> copies.put(table, List.copyOf(all)));
    rows = copies;
  }

  public List<ChartRow> rows(ChartTable table) {
    return rows.getOrDefault(table, List.of());
  }

  /// The columns that every run has, and then the parameters of the benchmarks that these rows are
  /// about.
  public Set<String> columns(ChartTable table) {
    var columns = new LinkedHashSet<>(table.columns());
    rows(table).forEach(row -> columns.addAll(row.values().keySet()));
    return columns;
  }

  /// The rows as an array of objects, with the columns that are shown.
  public ArrayNode json(ChartTable table, Predicate<String> shown) {
    var columns = columns(table);
    columns.removeIf(shown.negate());
    var array = JsonNodeFactory.instance.arrayNode();
    for (var row : rows(table)) {
      var object = array.addObject();
      columns.forEach(column -> put(object, column, row.values().get(column)));
    }
    return array;
  }

  private static void put(ObjectNode object, String name, @Nullable Object value) {
    switch (value) {
      case null -> object.putNull(name);
      case String text -> object.put(name, PlainText.of(text));
      case Integer number -> object.put(name, number);
      case Long number -> object.put(name, number);
      case Boolean flag -> object.put(name, flag);
      case Double number -> object.put(name, Double.isFinite(number) ? number : null);
      default -> throw new IllegalStateException("no column has values such as " + value);
    }
  }
}
