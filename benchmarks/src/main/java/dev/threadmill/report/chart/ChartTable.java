package dev.threadmill.report.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The tables that a chart may name in `data.name`. What a row of each is and what its columns hold
/// is in `plot-scripts/tables.json`.
///
/// Where a row is about a cell, each parameter of its benchmark is a further column by its own
/// name, with numbers as numbers and names as readers see them.
public enum ChartTable {
  ANSWERS,
  RUNTIMES,
  THROUGHPUT,
  SWITCHES,
  PINNING,
  RATIOS,
  LATENCY,
  SCALING,
  PUBLISHED,
  METRICS,
  TRACES,
  CORES;

  private final Set<String> columns = new LinkedHashSet<>();

  ChartTable() {
    var declared = Declared.TABLES.path(tableName());
    Declared.TABLES.path("shared").fieldNames().forEachRemaining(columns::add);
    declared.path("without").forEach(column -> columns.remove(column.asText()));
    declared.path("columns").fieldNames().forEachRemaining(columns::add);
  }

  private static final class Declared {
    static final JsonNode TABLES = read();

    private static JsonNode read() {
      try {
        var declared = ChartTable.class.getResource("plot-scripts/tables.json");
        return new ObjectMapper().readTree(declared);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Set<String> columns() {
    return columns;
  }

  static Optional<ChartTable> named(String name) {
    return Stream.of(values()).filter(table -> table.tableName().equals(name)).findAny();
  }
}
