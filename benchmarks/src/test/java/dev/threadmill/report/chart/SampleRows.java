package dev.threadmill.report.chart;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Made-up rows as they are gathered, by table.
class SampleRows {
  private final Map<ChartTable, List<ChartRow>> rows = new EnumMap<>(ChartTable.class);

  final void add(ChartTable table, ChartRow row) {
    rows.computeIfAbsent(table, any -> new ArrayList<>()).add(row);
  }

  final void addAll(SampleRows more) {
    more.rows.forEach((table, all) -> all.forEach(row -> add(table, row)));
  }

  /// The tables with each row as the function makes it, and without those that it makes empty.
  final ChartTables tables(BiFunction<ChartTable, ChartRow, List<ChartRow>> made) {
    var all = new SampleRows();
    rows.forEach(
        (table, each) ->
            each.forEach(row -> made.apply(table, row).forEach(one -> all.add(table, one))));
    return new ChartTables(all.rows);
  }
}
