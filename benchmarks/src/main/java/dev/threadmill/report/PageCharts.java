package dev.threadmill.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.threadmill.report.chart.ChartResult;
import dev.threadmill.report.chart.ChartTable;
import dev.threadmill.report.chart.ChartTables;
import dev.threadmill.report.chart.Paper;
import dev.threadmill.report.chart.Rendering;
import java.util.Map;
import java.util.stream.Collectors;

/// The charts of a page: still pictures that follow the page's colours without a script, and the
/// rows from which the script makes them live.
final class PageCharts {
  private final Rendering rendering;
  private final ChartTables tables;

  PageCharts(Rendering rendering, ChartTables tables) {
    this.rendering = rendering;
    this.tables = tables;
  }

  /// The theme's colours as CSS variables.
  String variables(Paper paper) {
    var theme = rendering.theme();
    return theme == null
        ? ""
        : theme.colours(paper).entrySet().stream()
            .map(colour -> "--" + word(colour.getKey()) + ":" + word(colour.getValue()) + ";")
            .collect(Collectors.joining());
  }

  /// A name or a colour of the theme with nothing in it that could end a declaration.
  private static String word(String text) {
    return text.replaceAll("[^A-Za-z0-9#%(),. -]", "");
  }

  String figures() {
    var figures = new StringBuilder();
    int number = 0;
    for (var chart : rendering.drawn()) {
      number++;
      figures
          .append("<figure id=\"chart-")
          .append(number)
          .append("\" class=\"chart\" data-chart=\"")
          .append(Html.text(chart.name()))
          .append("\">\n<h3 class=\"unseen\">")
          .append(Html.text(chart.title()))
          .append("</h3>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
          .append(Html.text(chart.title()))
          .append("\"><div class=\"still\" role=\"img\" aria-label=\"")
          .append(Html.text(chart.description()))
          .append("\">")
          .append(coloured(chart))
          .append("</div><div class=\"live\"></div></div>\n<figcaption>")
          .append(Html.text(chart.description()))
          .append("</figcaption>\n</figure>\n");
    }
    return figures.toString();
  }

  /// The SVG with variables for colours, so that it is dark on a dark page. Where shades were mixed
  /// from them there is no variable for a shade: such a picture stays light as a whole.
  private String coloured(ChartResult.Drawn chart) {
    var theme = rendering.theme();
    if (theme == null || chart.svg().contains("\"rgb(")) {
      return chart.svg();
    }
    var svg = chart.svg();
    for (Map.Entry<String, String> colour : theme.colours(Paper.LIGHT).entrySet()) {
      svg =
          svg.replace("\"" + colour.getValue() + "\"", "\"var(--" + word(colour.getKey()) + ")\"");
    }
    return svg;
  }

  /// All that the script needs: the theme, the charts, and each table once, by columns.
  String json() {
    var root = JsonNodeFactory.instance.objectNode();
    var theme = rendering.theme();
    if (theme != null) {
      root.putRawValue("theme", new RawValue(theme.json()));
    }
    var charts = root.putObject("charts");
    rendering
        .drawn()
        .forEach(chart -> charts.putRawValue(chart.name(), new RawValue(chart.spec())));
    var columns = root.putObject("tables");
    for (var table : ChartTable.values()) {
      if (!tables.rows(table).isEmpty()) {
        putColumns(columns.putObject(table.tableName()), table);
      }
    }
    return Html.json(root.toString());
  }

  private void putColumns(ObjectNode target, ChartTable table) {
    var rows = tables.json(table);
    for (var name : table.columnNames()) {
      var column = target.putArray(name);
      rows.forEach(row -> column.add(row.path(name)));
    }
  }
}
