package dev.threadmill.report.chart;

import static dev.threadmill.report.chart.SampleCells.BIG;
import static dev.threadmill.report.chart.SampleCells.SMALL;

import java.util.LinkedHashMap;
import java.util.List;

/// Made-up tables of two machines and two JDKs, shaped like those of real runs. Every figure comes
/// from a formula, so that they are the same always and everywhere.
public final class SampleTables {
  private SampleTables() {}

  /// All rows: two machines.
  public static ChartTables everything() {
    return rows().tables((table, row) -> List.of(row));
  }

  /// What the kept pictures show: one machine, save where machines are compared, and fewer forks.
  public static ChartTables small() {
    return rows().tables((table, row) -> isInSmall(table, row) ? List.of(row) : List.of());
  }

  /// The same of one machine alone.
  public static ChartTables alone() {
    return rows()
        .tables((table, row) -> row.text("machine").equals(BIG) ? List.of(row) : List.of());
  }

  private static boolean isInSmall(ChartTable table, ChartRow row) {
    return switch (table) {
      case ANSWERS, RATIOS, PINNING -> true;
      case CORES -> row.text("machine").equals(SMALL);
      case TRACES -> isAtMost(row, "spread", 4) && isAtMost(row, "fork", 4);
      case PUBLISHED -> row.text("machine").endsWith(BIG);
      default -> row.text("machine").equals(BIG);
    };
  }

  /// Just enough for every chart, for readers to whom each mark is work.
  public static ChartTables least() {
    return rows()
        .tables(
            (table, row) ->
                isInSmall(table, row) && isInLeast(table, row) ? List.of(row) : List.of());
  }

  private static boolean isInLeast(ChartTable table, ChartRow row) {
    return switch (table) {
      case THROUGHPUT ->
          row.text("topology").isEmpty()
              || row.text("topology").equals("spsc") && row.text("capacity").equals("64");
      case LATENCY -> row.text("contender").length() <= "Channel".length();
      case SCALING -> row.text("contender").length() <= "Mutex".length();
      case METRICS -> row.number("depth") == null || isAtMost(row, "depth", 0);
      case CORES -> isAtMost(row, "from", 2) && isAtMost(row, "to", 2);
      case TRACES -> isAtMost(row, "spread", 1) && isAtMost(row, "fork", 1);
      default -> true;
    };
  }

  private static boolean isAtMost(ChartRow row, String column, int most) {
    var value = row.number(column);
    return value != null && value <= most;
  }

  /// All rows as after a single round, of which no interval can be had.
  static ChartTables singleForks() {
    return rows().tables((table, row) -> List.of(withoutInterval(row)));
  }

  private static ChartRow withoutInterval(ChartRow row) {
    var values = new LinkedHashMap<>(row.values());
    if (values.remove("low") != null && values.remove("high") != null) {
      values.put("forks", 1);
    }
    return new ChartRow(values);
  }

  static SampleRows rows() {
    var rows = new SampleRows();
    for (var machine : List.of(BIG, SMALL)) {
      rows.addAll(new SampleMessaging(machine));
      rows.addAll(new SampleThreads(machine));
      rows.addAll(new SampleSharing(machine));
      rows.addAll(new SampleRuntimes(machine));
      rows.addAll(new SampleComparisons(machine));
      rows.addAll(new SampleForeign(machine));
    }
    rows.addAll(new SampleHistories());
    return rows;
  }
}
