package dev.threadmill.report.chart;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The tables that a chart may name in `data.name`, each with the record of its rows.
public enum ChartTable {
  THROUGHPUT(ChartRow.Throughput.class),
  RATIOS(ChartRow.Ratio.class),
  LATENCY(ChartRow.Latency.class),
  SCALING(ChartRow.Scaling.class),
  FOOTPRINT(ChartRow.Footprint.class),
  FAIRNESS(ChartRow.Fairness.class),
  TRACES(ChartRow.Trace.class),
  SWITCHES(ChartRow.Switch.class),
  PINNING(ChartRow.Pinning.class),
  MACHINES(ChartRow.Machine.class),
  CORES(ChartRow.CorePair.class);

  private final Class<? extends ChartRow> rowType;
  private final List<Column> columns;

  ChartTable(Class<? extends ChartRow> rowType) {
    this.rowType = rowType;
    this.columns = Column.of(rowType);
  }

  /// The name that charts use: `throughput`, `ratios`, ...
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The names of the columns, in their order.
  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  List<Column> columns() {
    return columns;
  }

  static ChartTable of(ChartRow row) {
    return Stream.of(values())
        .filter(table -> table.rowType.isInstance(row))
        .findAny()
        .orElseThrow();
  }

  static Optional<ChartTable> named(String name) {
    return Stream.of(values()).filter(table -> table.tableName().equals(name)).findAny();
  }
}
