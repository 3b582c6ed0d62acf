package dev.threadmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The tables: their columns, and what a chart sees of their rows.
class ChartTablesTest {
  private static final Path README = Path.of("../plot-scripts/README.md");
  private static final Path TABLES = Path.of("../plot-scripts/tables.json");
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
    var json = tables.json(ChartTable.SWITCHES, name -> true);
    assertThat(json.get(0).toString())
        .contains(
            "\"score\":null,\"low\":null,\"high\":null,\"bound\":null,\"unit\":\"ns\",\"forks\":0,\"status\":\"n/a\",\"reason\":\"it"
                + " cannot be\"");
    assertThat(json.get(1).toString()).contains("\"score\":5.0,\"low\":null,\"high\":null");
    assertThat(tables.json(ChartTable.RATIOS, name -> true)).isEmpty();
  }

  @Test
  void aParameterOfOneRowIsAColumnOfAll() {
    var tables = switches(CELL.with("hops", 3), CELL.with("carriers", "all"));
    assertThat(tables.columns(ChartTable.SWITCHES))
        .startsWith("machine", "jdk")
        .endsWith("reason", "hops", "carriers");
    assertThat(tables.json(ChartTable.SWITCHES, name -> true).get(1).toString())
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
  private static String list() throws IOException {
    var declared = new ObjectMapper().readTree(TABLES.toFile());
    var list = new StringBuilder("\nMost tables have these columns:\n\n");
    items(declared.path("shared"), list);
    for (var table : ChartTable.values()) {
      var one = declared.path(table.tableName());
      assertThat(one.path("rows").asText()).as(table.tableName()).isNotEmpty();
      list.append("\n**`").append(table.tableName()).append("`** ");
      list.append(one.path("rows").asText());
      if (one.has("without")) {
        var shared = new ArrayList<>(table.columns());
        one.path("columns").fieldNames().forEachRemaining(shared::remove);
        list.append(" Of those above it has `").append(String.join("`, `", shared)).append("`.");
      }
      list.append(one.path("columns").isEmpty() ? "\n" : " Its own columns:\n\n");
      items(one.path("columns"), list);
    }
    return list.toString();
  }

  private static void items(JsonNode columns, StringBuilder list) {
    columns
        .properties()
        .forEach(
            column ->
                list.append("- `")
                    .append(column.getKey())
                    .append("`: ")
                    .append(column.getValue().asText())
                    .append('\n'));
  }
}
