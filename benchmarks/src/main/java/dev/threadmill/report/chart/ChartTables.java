package dev.threadmill.report.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rows that charts are drawn from, sorted into their tables. Rows keep the order they came in.
public final class ChartTables {
  private final Map<ChartTable, List<ChartRow>> rows;

  private ChartTables(Map<ChartTable, List<ChartRow>> rows) {
    this.rows = rows;
  }

  /// The tables of these rows; each row finds its table by its type.
  public static ChartTables of(Collection<? extends ChartRow> rows) {
    return new ChartTables(
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    ChartTable::of,
                    () -> new EnumMap<>(ChartTable.class),
                    Collectors.toUnmodifiableList())));
  }

  /// The rows of one table.
  public List<ChartRow> rows(ChartTable table) {
    return rows.getOrDefault(table, List.of());
  }

  /// The rows of one table as an array of JSON objects, for Vega.
  public ArrayNode json(ChartTable table) {
    var array = JsonNodeFactory.instance.arrayNode();
    for (var row : rows(table)) {
      var object = array.addObject();
      table.columns().forEach(column -> put(object, column.name(), column.read().apply(row)));
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
