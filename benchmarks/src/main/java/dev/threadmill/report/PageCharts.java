package dev.threadmill.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.threadmill.report.chart.ChartTable;
import dev.threadmill.report.chart.ChartTables;
import dev.threadmill.report.chart.Rendering;
import dev.threadmill.report.chart.Rendering.Displayed;
import dev.threadmill.report.chart.Rendering.Drawn;
import dev.threadmill.report.chart.Theme.Paper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The charts of a page: still pictures that follow the page's colours without a script, and the
/// rows from which the script makes them live. Where no V8 drew the still ones, it draws those,
/// too.
final class PageCharts {
  private static final Pattern DEFINED =
      Pattern.compile("( id=\"|=\"url\\(#)((?:gradient_|clip)[0-9]+)(?=[\")])");

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

  /// A picture as the page's template wants it, with markup that is safe as it is.
  ///
  /// @param svg empty where the page's script must draw it
  public record Still(int number, Displayed chart, String svg) {
    boolean isUndrawn() {
      return svg.isEmpty();
    }

    /// Whether it sums up all answers.
    boolean isOverview() {
      return chart.name().matches("answers|machines");
    }

    /// Whether it is for those who doubt an answer.
    boolean isFolded() {
      return chart.name().matches("ratios|traces|cores");
    }
  }

  List<Still> stills() {
    List<Still> stills = new ArrayList<>();
    for (var chart : rendering.displayed()) {
      int number = stills.size() + 1;
      var svg = chart instanceof Drawn drawn ? coloured(ownIds(drawn.svg(), number)) : "";
      stills.add(new Still(number, chart, svg));
    }
    return stills;
  }

  /// The SVG with names of gradients and clips that no other picture on the page has: each counts
  /// them from 0, and a browser would take those of the first.
  private static String ownIds(String svg, int number) {
    return DEFINED.matcher(svg).replaceAll("$1chart-" + number + "-$2");
  }

  /// The SVG with variables for colours, so that it is dark on a dark page. Where shades were mixed
  /// from them there is no variable for a shade: such a picture stays light as a whole.
  private String coloured(String drawn) {
    var theme = rendering.theme();
    if (theme == null || drawn.contains("\"rgb(")) {
      return drawn;
    }
    var svg = drawn;
    for (Map.Entry<String, String> colour : theme.colours(Paper.LIGHT).entrySet()) {
      svg =
          svg.replace("\"" + colour.getValue() + "\"", "\"var(--" + word(colour.getKey()) + ")\"");
    }
    return svg;
  }

  /// What the script needs: the theme, the charts, and each table once, by columns.
  String json() {
    var root = JsonNodeFactory.instance.objectNode();
    var theme = rendering.theme();
    if (theme != null) {
      root.putRawValue("theme", new RawValue(theme.json()));
    }
    var charts = root.putObject("charts");
    rendering
        .displayed()
        .forEach(chart -> charts.putRawValue(chart.name(), new RawValue(chart.spec())));
    var columns = root.putObject("tables");
    rendering.displayed().stream()
        .flatMap(chart -> chart.tables().stream())
        .distinct()
        .forEach(table -> putColumns(columns.putObject(table.tableName()), table));
    return Html.json(root.toString());
  }

  /// The columns of which a chart speaks.
  private void putColumns(ObjectNode target, ChartTable table) {
    var rows =
        tables.json(
            table,
            name -> rendering.displayed().stream().anyMatch(chart -> chart.spec().contains(name)));
    rows.forEach(
        row ->
            row.properties()
                .forEach(value -> target.withArrayProperty(value.getKey()).add(value.getValue())));
  }
}
