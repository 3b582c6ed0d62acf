package dev.threadmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.report.chart.ChartRow.Cell;
import dev.threadmill.report.chart.ChartRow.Estimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The tables: which rows land where, and what a chart sees of them.
class ChartTablesTest {
  private static final Cell CELL =
      new Cell("box", "25", "switching", "PingPong", "park", "virtual", "", 8);

  @Test
  void aRowFindsItsTableAndKeepsItsPlace() {
    var slow = new ChartRow.Switch(CELL, "any", Estimate.withoutInterval(9, "ns", 1));
    var fast = new ChartRow.Switch(CELL, "one carrier", Estimate.of(3, 2, 4, "ns", 5));
    var pair = new ChartRow.CorePair("box", 0, 1, Estimate.of(20, 19, 21, "ns", 1));
    var tables = ChartTables.of(List.of(slow, pair, fast));
    assertThat(tables.rows(ChartTable.SWITCHES)).containsExactly(slow, fast);
    assertThat(tables.rows(ChartTable.CORES)).containsExactly(pair);
    assertThat(tables.rows(ChartTable.RATIOS)).isEmpty();
  }

  @Test
  void theColumnsOfARecordWithinStandInItsPlace() {
    assertThat(ChartTable.SWITCHES.columnNames())
        .containsExactly(
            "machine",
            "jdk",
            "family",
            "benchmark",
            "contender",
            "threadKind",
            "condition",
            "cores",
            "placement",
            "score",
            "low",
            "high",
            "unit",
            "forks",
            "status",
            "reason");
  }

  @Test
  void whatIsMissingIsNull() {
    var tables =
        ChartTables.of(
            List.of(
                new ChartRow.Switch(CELL, "any", Estimate.notApplicable("ns", "it cannot be")),
                new ChartRow.Switch(
                    CELL, "any", Estimate.of(5, Double.NaN, Double.POSITIVE_INFINITY, "ns", 2))));
    var json = tables.json(ChartTable.SWITCHES);
    assertThat(json.get(0).toString())
        .contains(
            "\"score\":null,\"low\":null,\"high\":null,\"unit\":\"ns\",\"forks\":0,\"status\":\"n/a\",\"reason\":\"it cannot be\"");
    assertThat(json.get(1).toString()).contains("\"score\":5.0,\"low\":null,\"high\":null");
  }

  @ParameterizedTest
  @EnumSource
  void theSampleFillsEveryTable(ChartTable table) {
    assertThat(SampleTables.everything().rows(table)).isNotEmpty();
    assertThat(SampleTables.everything().json(table).get(0).properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactlyElementsOf(table.columnNames());
  }

  @ParameterizedTest
  @EnumSource
  void theReadmeNamesTheTableAndItsColumns(ChartTable table) throws IOException {
    var readme = Files.readString(Path.of("../plot-scripts/README.md"));
    assertThat(readme).contains("| `" + table.tableName() + "` |");
    assertThat(table.columnNames())
        .allSatisfy(column -> assertThat(readme).contains("`" + column + "`"));
  }
}
