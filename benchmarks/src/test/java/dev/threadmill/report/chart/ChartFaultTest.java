package dev.threadmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.report.chart.Rendering.ChartResult;
import dev.threadmill.report.chart.Rendering.Drawn;
import dev.threadmill.report.chart.Rendering.Faulty;
import dev.threadmill.report.chart.Rendering.Skipped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests what is said of a chart that is wrong, or that the run has nothing for.
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
  private static Studio studio;

  @BeforeAll
  static void open() throws IOException {
    theme = ChartFolder.bundled().theme();
    studio = Studio.openForSvg();
  }

  @AfterAll
  static void close() {
    studio.close();
  }

  @Test
  void aGoodChartIsDrawn() {
    assertThat(resultOf(GOOD)).isInstanceOf(Drawn.class);
  }

  /// Two of its 16-bit letters are one to a reader, and more bytes than that to whoever copies it.
  @Test
  void aTitleOfManyLettersBeyondTheBasicPlaneIsDrawnWhole() {
    var letters = "\uD83D\uDE00".repeat(5_000);
    var result = resultOf(GOOD.replace("\"A chart\"", '"' + letters + '"'));
    assertThat(result).isInstanceOf(Drawn.class);
    assertThat(((Drawn) result).svg()).contains(letters).endsWith("</svg>");
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
          {"name": "switch"}            | {"name": "switches"}     | there is no table "switch"; there are answers, runtimes, throughput
          {"url": "https://example.org"}| {"name": "switches"}     | "data" takes a table by "name" or rows as "values"
          "mark": "piont"               | "mark": "point"          | Vega-Lite has no mark "piont"; did you mean "point"?
          "type": "lgo"                 | "type": "log"            | Vega says:
          datum.score -                 | datum.score / 1000       | Vega says:
          "mark": {"type": "point", "href": "x"}    | "mark": "point" | "href" is not allowed
          "mark": {"type": "point", "color": "$ik"} | "mark": "point" | the theme has no colour "$ik"
          "title": ""                   | "title": "A chart"       | has no "title"
          "title": "A chart", "title"   | "title"                  | is not JSON in line 2: a name is there twice
          "mark"; "point"               | "mark": "point"          | is not JSON
          """)
  void whatIsWrongIsSaidWithTheNameOfTheFile(String wrong, String right, String sentence) {
    assertThat(GOOD).contains(right);
    var result = resultOf(GOOD.replace(right, wrong));
    assertThat(result).isInstanceOf(Faulty.class);
    assertThat(((Faulty) result).reason()).startsWith("mine.vl.json: ").contains(sentence);
  }

  @Test
  void aParameterIsAFieldWhereTheRunHasIt() {
    assertThat(resultOf(GOOD.replace("datum.score /", "datum.hops + datum.score /")))
        .isInstanceOf(Drawn.class);
  }

  @Test
  void aParameterThatTheChartListsMayBeMissingInTheRun() {
    var chart = GOOD.replace("datum.score /", "(datum.legs || 1) + datum.score /");
    assertThat(resultOf(chart)).isInstanceOf(Faulty.class);
    assertThat(
            resultOf(
                chart.replace("\"data\"", "\"usermeta\": {\"parameters\": [\"legs\"]}, \"data\"")))
        .isInstanceOf(Drawn.class);
  }

  @Test
  void aWarningOfVegaIsAFault() {
    var zero = cell("spin").and(ChartRow.figure(0, 0.0, 0.0, "ns", 3));
    var result = render(GOOD, List.of(zero));
    assertThat(result).isInstanceOf(Faulty.class);
    assertThat(((Faulty) result).reason())
        .startsWith("mine.vl.json: Vega says: ")
        .contains("Log scale domain includes zero");
  }

  @Test
  void aChartWhoseTableIsEmptyIsSkipped() {
    assertThat(render(GOOD, List.of()))
        .isEqualTo(
            new Skipped("mine", "mine.vl.json: skipped, since the table \"switches\" is empty."));
  }

  @Test
  void aChartWhoseFilterLeavesNothingIsSkipped() {
    var none = GOOD.replace("[{\"calc", "[{\"filter\": \"datum.family == 'no such'\"}, {\"calc");
    assertThat(resultOf(none))
        .isEqualTo(
            new Skipped(
                "mine",
                "mine.vl.json: skipped, since no row of switches is of the kind that it shows."));
  }

  @Test
  void aLineOfReferenceDoesNotMakeAChartOfNothing() {
    var lined =
        GOOD.replace(
                "\"mark\": \"point\",",
                "\"layer\": [{\"mark\": \"point\"}, {\"data\": {\"values\": [{\"at\": 1}]},"
                    + " \"mark\": \"rule\"}],")
            .replace("[{\"calc", "[{\"filter\": \"datum.family == 'no such'\"}, {\"calc");
    assertThat(
            render(
                lined.replace(", \"sort\": {\"field\": \"score\", \"op\": \"min\"}", ""), rows()))
        .isInstanceOf(Skipped.class);
  }

  @Test
  void aFaultyChartDoesNotSpoilTheNext() {
    var folder =
        new ChartFolder(
            List.of(
                new ChartFile("bad.vl.json", GOOD.replace("\"point\"", "\"piont\"")),
                new ChartFile("good.vl.json", GOOD)),
            theme);
    var rendering = ChartRenderer.render(studio, folder, tables(rows()));
    assertThat(rendering.drawn()).extracting(Drawn::name).containsExactly("good");
    assertThat(rendering.faults()).singleElement().asString().startsWith("bad.vl.json: ");
  }

  @Test
  void aFaultyThemeIsSaidOnce() {
    var broken =
        new ChartFile("theme.json", "{\"light\": {}, \"dark\": {}, \"config\": {\"axes\": 1}}");
    var folder = new ChartFolder(List.of(new ChartFile("mine.vl.json", GOOD)), broken);
    var rendering = ChartRenderer.render(studio, folder, tables(rows()));
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
    var rendering = ChartRenderer.render(studio, folder, tables(rows));
    assertThat(rendering.missing()).isEmpty();
    return rendering.charts().getFirst();
  }

  private static ChartTables tables(List<ChartRow> rows) {
    return new ChartTables(Map.of(ChartTable.SWITCHES, rows));
  }

  private static List<ChartRow> rows() {
    return List.of(
        cell("park").and(ChartRow.figure(4000, 3900.0, 4100.0, "ns", 5)).with("hops", 2),
        cell("spin").and(ChartRow.figure(150, 140.0, 160.0, "ns", 5)));
  }

  private static ChartRow cell(String contender) {
    return SampleCells.cell("m", "switching", "PingPong", contender, "virtual", "");
  }
}
