package dev.threadmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The tables: their columns, and what a chart sees of their rows.
class ChartTablesTest {
  private static final Path README = Path.of("../plot-scripts/README.md");
  private static final String HEAD = "## Tables\n";
  private static final boolean UPDATE = System.getProperty("golden.update") != null;

  private static final ChartRow CELL =
      SampleCells.cell("box", "switching", "PingPong", "park", "virtual", "");

  private static ChartTables switches(ChartRow... rows) {
    return new ChartTables(Map.of(ChartTable.SWITCHES, List.of(rows)));
  }

  @Test
  void aColumnThatIsGivenTwiceHasItsLastValue() {
    var row = ChartRow.of("cores", 4, "low", null).and(ChartRow.of("cores", 8)).with("to", 1);
    assertThat(row.values()).containsExactly(Map.entry("cores", 8), Map.entry("to", 1));
    assertThat(row.number("cores")).isEqualTo(8);
    assertThat(row.number("low")).isNull();
    assertThat(row.text("low")).isEmpty();
  }

  @Test
  void whatIsMissingIsNull() {
    var tables =
        switches(
            CELL.and(ChartRow.missing("ns", "n/a", "it cannot be")),
            CELL.and(ChartRow.figure(5, Double.NaN, Double.POSITIVE_INFINITY, "ns", 2)));
    var json = tables.json(ChartTable.SWITCHES);
    assertThat(json.get(0).toString())
        .contains(
            "\"score\":null,\"low\":null,\"high\":null,\"unit\":\"ns\",\"forks\":0,\"status\":\"n/a\",\"reason\":\"it cannot be\"");
    assertThat(json.get(1).toString()).contains("\"score\":5.0,\"low\":null,\"high\":null");
    assertThat(tables.json(ChartTable.RATIOS)).isEmpty();
  }

  @Test
  void aParameterOfOneRowIsAColumnOfAll() {
    var tables = switches(CELL.with("hops", 3), CELL.with("carriers", "all"));
    assertThat(tables.columns(ChartTable.SWITCHES))
        .startsWith("machine", "jdk")
        .endsWith("reason", "hops", "carriers");
    assertThat(tables.json(ChartTable.SWITCHES).get(1).toString())
        .contains("\"hops\":null,\"carriers\":\"all\"");
  }

  @ParameterizedTest
  @EnumSource
  void theSampleFillsEveryTable(ChartTable table) {
    assertThat(SampleTables.everything().rows(table)).isNotEmpty();
  }

  @Test
  void theReadmeSaysWhatEveryColumnHolds() throws IOException {
    var readme = Files.readString(README);
    var kept = readme.substring(0, readme.indexOf(HEAD) + HEAD.length());
    if (UPDATE) {
      Files.writeString(README, kept + list());
    }
    assertThat(Files.readString(README))
        .as("if the change is meant, -Dgolden.update")
        .isEqualTo(kept + list());
  }

  /// The tables as the README lists them: the columns that most have, and then each with its own.
  private static String list() {
    var shared = ChartTable.SWITCHES.columns();
    var list = new StringBuilder("\nMost tables have these columns:\n\n");
    shared.forEach((name, words) -> list.append(item(name, words)));
    for (var table : ChartTable.values()) {
      var own = new LinkedHashMap<>(table.columns());
      own.entrySet().removeAll(shared.entrySet());
      var known = new LinkedHashMap<>(table.columns());
      known.keySet().removeAll(own.keySet());
      list.append("\n**`").append(table.tableName()).append("`** ").append(table.rowsAre());
      if (!known.equals(shared)) {
        list.append(" Of those above it has `")
            .append(String.join("`, `", known.keySet()))
            .append("`; beside them:\n\n");
      } else {
        list.append(own.isEmpty() ? "\n" : " Beside those above:\n\n");
      }
      own.forEach((name, words) -> list.append(item(name, words)));
    }
    return list.toString();
  }

  private static String item(String name, String words) {
    return "- `" + name + "`: " + words + "\n";
  }
}
