package dev.threadmill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.chart.ChartRenderer;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartTable;
import dev.threadmill.report.chart.ChartTables;
import dev.threadmill.report.chart.Rendering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page as text: what it holds, and that names in it stay names.
class ReportPageTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script>\"onload='alert(2)'<!--]]>";
  private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\"");

  private static ChartTables tables;
  private static Rendering charts;
  private static String page;

  @BeforeAll
  static void write() throws IOException {
    var row =
        ChartRow.of("machine", HOSTILE, "jdk", "25", "contender", HOSTILE, "threadKind", "virtual")
            .with("condition", "", "cores", 4, HOSTILE, HOSTILE)
            .and(ChartRow.figure(4000, 3900.0, 4100.0, "ns", 5));
    tables = new ChartTables(Map.of(ChartTable.SWITCHES, List.of(row)));
    charts = ChartRenderer.renderAsSvg(ChartFolder.bundled(), tables);
    page = ReportPage.html(model(HOSTILE, charts));
  }

  @Test
  void answersComeBeforeChartsAndChartsBeforeTables() {
    var sections =
        List.of(
            "findings",
            "charts",
            "tables",
            "machines",
            "warnings",
            "method",
            "limits",
            "profiles",
            "files");
    assertThat(sections)
        .extracting(id -> page.indexOf("<section id=\"" + id + "\""))
        .isSorted()
        .doesNotContain(-1);
  }

  @Test
  void thePictureIsThereWithoutAScriptAndTakesThePagesColours() {
    var still = page.substring(page.indexOf("class=\"still\""), page.indexOf("class=\"live\""));
    assertThat(still)
        .contains("<svg ", "Ping-pong", "var(--ink)", "var(--paper)")
        .doesNotContain("\"#1f2328\"");
  }

  @Test
  void chartsWithoutRowsAreNotSpokenOf() {
    assertThat(charts.empty()).contains("latency");
    assertThat(page).doesNotContain("latency.vl.json", "data-chart=\"latency\"");
  }

  @Test
  void namesAreNeverMarkup() {
    assertThat(page).doesNotContain("<script>alert", "<!--]]>");
    assertThat(page)
        .contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;onload=&#39;");
    assertThat(page.split("<script", -1)).as("rows, three libraries, two of ours").hasSize(7);
    assertThat(page.split("</script", -1)).hasSize(7);
  }

  @Test
  void theRowsAreThereOnceByColumns() throws IOException {
    var start = page.indexOf('>', page.indexOf("id=\"rows\"")) + 1;
    JsonNode rows =
        new ObjectMapper().readTree(page.substring(start, page.indexOf("</script>", start)));
    assertThat(rows.path("tables").path("switches").path("contender").get(0).asText())
        .isEqualTo(HOSTILE);
    assertThat(rows.path("charts").path("switching").path("data").path("name").asText())
        .isEqualTo("switches");
    assertThat(rows.path("theme").path("dark").path("paper").asText()).startsWith("#");
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    // After these come the libraries, whose code names elements too.
    assertThat(page.substring(0, page.indexOf("<script type=")))
        .contains("default-src 'none'")
        .doesNotContain("<link", "<img", "<iframe", "@import", " src=");
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(3 << 20);
  }

  @Test
  void onlyPathsThatLeadWhereTheySayAreLinked() {
    assertThat(
            LINK.matcher(page)
                .results()
                .map(found -> found.group(1))
                .filter(url -> !url.startsWith("#")))
        .containsExactly(
            "./profiles/a%20b%22.html",
            "./latency/a%20b%22.hlog",
            "./javascript%3Aalert%281%29",
            "../../runs/javascript%3Ax/forks.jsonl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "..",
        "../",
        "a/../../up",
        "../a/../../up",
        "..\\\\up",
        "a//b",
        "c:\\x",
        "https://example.org/"
      })
  void aPathThatLeadsElsewhereHasNoUrl(String path) {
    assertThat(Html.url(path)).isEmpty();
  }

  @Test
  void withoutChartsThePageSaysWhatIsMissing() throws IOException {
    var bare =
        ReportPage.html(
            model("run", new Rendering(List.of(), null, List.of("Charts are missing: no V8."))));
    assertThat(bare).contains("Charts are missing: no V8.").doesNotContain("<svg ");
    assertThat(bare.length()).as("no library that nothing uses").isLessThan(20_000);
  }

  @Test
  void aRowWithTooFewCellsIsRefused() {
    assertThatThrownBy(() -> new ReportModel.Table("t", List.of("a", "b"), List.of(List.of("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the table \"t\" has a row of 1 cells and 2 columns");
  }

  private static ReportModel model(String name, Rendering charts) {
    return new ReportModel(
        name,
        "One machine.",
        List.of(
            new ReportModel.Reply(
                "What is " + name + "?",
                List.of(
                    new ReportModel.Ranked(
                        "Undecided: " + name,
                        List.of(new ReportModel.Contender(name, name, name, "50")))),
                List.of(name),
                name)),
        charts,
        tables,
        List.of(new ReportModel.Table(name, List.of("cell", name), List.of(List.of(name, name)))),
        List.of(new ReportModel.Machine(name, List.of(new ReportModel.Fact(name, name)))),
        List.of(name),
        List.of(name),
        List.of(name),
        List.of(
            new ReportModel.Graphs(
                name,
                name,
                List.of(
                    new ReportModel.Graph(name, "profiles/a b\".html", name),
                    new ReportModel.Graph(name, null, name)))),
        List.of(
            new ReportModel.Link(name, "latency/a b\".hlog"),
            new ReportModel.Link(name, "javascript:alert(1)"),
            new ReportModel.Link(name, "../../runs/javascript:x/forks.jsonl"),
            new ReportModel.Link(name, null),
            new ReportModel.Link(name, "a/../" + name)));
  }
}
