package dev.threadmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said of a chart that is wrong, or that the run has nothing for.
class ChartFaultTest {
  private static final String GOOD =
      """
      {
        "title": "A chart",
        "description": "What it shows.",
        "data": {"name": "switches"},
        "transform": [{"calculate": "datum.score / 1000", "as": "micros"}],
        "mark": "point",
        "encoding": {
          "x": {"field": "micros", "type": "quantitative", "scale": {"type": "log"}},
          "y": {"field": "contender", "type": "nominal", "sort": {"field": "score", "op": "min"}}
        }
      }
      """;

  private static ChartFile theme;

  @BeforeAll
  static void readTheme() throws IOException {
    theme = ChartFolder.bundled().theme();
  }

  @Test
  void aGoodChartIsDrawn() {
    assertThat(resultOf(GOOD)).isInstanceOf(ChartResult.Drawn.class);
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "field": "contendr"           | "field": "contender"     | there is no field "contendr"; did you mean "contender"?
          datum.scoer / 1000            | datum.score / 1000       | there is no field "scoer"; did you mean "score"?
          datum['scoer'] / 1000         | datum.score / 1000       | there is no field "scoer"; did you mean "score"?
          "field": "macros"             | "field": "micros"        | there is no field "macros"; did you mean "micros"?
          {"field": "scores", "op"      | {"field": "score", "op"  | there is no field "scores"; did you mean "score"?
          "encodng"                     | "encoding"               | Vega-Lite has no property "encodng"; did you mean "encoding"?
          "scael"                       | "scale"                  | Vega-Lite has no property "scael"; did you mean "scale"?
          {"name": "switch"}            | {"name": "switches"}     | there is no table "switch"; there are throughput, ratios
          {"url": "https://example.org"}| {"name": "switches"}     | "data" takes a table by "name" or rows as "values"
          "mark": "piont"               | "mark": "point"          | Vega-Lite has no mark "piont"; did you mean "point"?
          "type": "lgo"                 | "type": "log"            | Vega says:
          datum.score -                 | datum.score / 1000       | Vega says:
          "mark": {"type": "point", "href": "x"}    | "mark": "point" | "href" is not allowed
          "mark": {"type": "point", "color": "$ik"} | "mark": "point" | the theme has no colour "$ik"
          "title": ""                   | "title": "A chart"       | has no "title"
          "title": "A chart", "title"   | "title"                  | is not JSON: Duplicate field 'title' (line 2)
          "mark"; "point"               | "mark": "point"          | is not JSON
          """)
  void whatIsWrongIsSaidWithTheNameOfTheFile(String wrong, String right, String sentence) {
    assertThat(GOOD).contains(right);
    var result = resultOf(GOOD.replace(right, wrong));
    assertThat(result).isInstanceOf(ChartResult.Faulty.class);
    assertThat(((ChartResult.Faulty) result).reason())
        .startsWith("mine.vl.json: ")
        .contains(sentence);
  }

  @Test
  void aWarningOfVegaIsAFault() {
    var zero = new ChartRow.Switch(cell("spin"), "any", ChartRow.Estimate.of(0, 0, 0, "ns", 3));
    var result = render(GOOD, List.of(zero));
    assertThat(result).isInstanceOf(ChartResult.Faulty.class);
    assertThat(((ChartResult.Faulty) result).reason())
        .startsWith("mine.vl.json: Vega says: ")
        .contains("Log scale domain includes zero");
  }

  @Test
  void aChartWhoseTableIsEmptyIsSkipped() {
    assertThat(render(GOOD, List.of()))
        .isEqualTo(
            new ChartResult.Skipped(
                "mine", "mine.vl.json: skipped, since the table \"switches\" is empty."));
  }

  @Test
  void aChartWhoseFilterLeavesNothingIsSkipped() {
    var none = GOOD.replace("[{\"calc", "[{\"filter\": \"datum.family == 'no such'\"}, {\"calc");
    assertThat(resultOf(none))
        .isEqualTo(
            new ChartResult.Skipped(
                "mine",
                "mine.vl.json: skipped, since no row of switches is of the kind that it shows."));
  }

  @Test
  void aLineOfReferenceDoesNotMakeAChartOfNothing() {
    var lined =
        GOOD.replace(
                "\"mark\": \"point\",",
                "\"layer\": [{\"mark\": \"point\"}, {\"data\": {\"values\": [{\"at\": 1}]}, \"mark\": \"rule\"}],")
            .replace("[{\"calc", "[{\"filter\": \"datum.family == 'no such'\"}, {\"calc");
    assertThat(
            render(
                lined.replace(", \"sort\": {\"field\": \"score\", \"op\": \"min\"}", ""), rows()))
        .isInstanceOf(ChartResult.Skipped.class);
  }

  @Test
  void aFaultyChartDoesNotSpoilTheNext() {
    var folder =
        new ChartFolder(
            List.of(
                new ChartFile("bad.vl.json", GOOD.replace("\"point\"", "\"piont\"")),
                new ChartFile("good.vl.json", GOOD)),
            theme);
    var rendering = ChartRenderer.render(folder, ChartTables.of(rows()), Paper.DARK);
    assertThat(rendering.drawn()).extracting(ChartResult.Drawn::name).containsExactly("good");
    assertThat(rendering.reasons()).singleElement().asString().startsWith("bad.vl.json: ");
  }

  @Test
  void aFaultyThemeIsSaidOnce() {
    var broken =
        new ChartFile("theme.json", "{\"light\": {}, \"dark\": {}, \"config\": {\"axes\": 1}}");
    var folder = new ChartFolder(List.of(new ChartFile("mine.vl.json", GOOD)), broken);
    var rendering = ChartRenderer.render(folder, ChartTables.of(rows()), Paper.LIGHT);
    assertThat(rendering.charts()).isEmpty();
    assertThat(rendering.missing())
        .singleElement()
        .asString()
        .contains("theme.json: Vega-Lite has no property \"axes\"; did you mean \"axis\"?");
  }

  private static ChartResult resultOf(String chart) {
    return render(chart, rows());
  }

  private static ChartResult render(String chart, List<ChartRow> rows) {
    var folder = new ChartFolder(List.of(new ChartFile("mine.vl.json", chart)), theme);
    var rendering = ChartRenderer.render(folder, ChartTables.of(rows), Paper.LIGHT);
    assertThat(rendering.missing()).isEmpty();
    return rendering.charts().getFirst();
  }

  private static List<ChartRow> rows() {
    return List.of(
        new ChartRow.Switch(cell("park"), "any", ChartRow.Estimate.of(4000, 3900, 4100, "ns", 5)),
        new ChartRow.Switch(cell("spin"), "any", ChartRow.Estimate.of(150, 140, 160, "ns", 5)));
  }

  private static ChartRow.Cell cell(String contender) {
    return new ChartRow.Cell("m", "25", "switching", "PingPong", contender, "virtual", "", 4);
  }
}
