package dev.threadmill.report;

import dev.threadmill.report.chart.Paper;
import dev.threadmill.report.chart.WebScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The report as one page of HTML that needs no network, and no script to be read.
public final class HtmlPage {
  private final ReportModel model;
  private final PageCharts charts;
  private final StringBuilder page = new StringBuilder();

  private HtmlPage(ReportModel model) {
    this.model = model;
    this.charts = new PageCharts(model.charts(), model.chartTables());
  }

  /// The whole page.
  ///
  /// @throws IOException if a part of this program is missing
  public static String of(ReportModel model) throws IOException {
    return new HtmlPage(model).write();
  }

  private String write() throws IOException {
    head();
    page.append("<main id=\"main\">\n");
    findings();
    section("charts", "Charts", hint() + charts.figures(latencyTable()) + list(chartNotes()));
    section("tables", "Tables", tables());
    section("machines", "Machines", machines());
    section("warnings", "Warnings", listOr(model.warnings(), "The run gave no warnings."));
    section("method", "How it was measured", list(model.method()));
    section("limits", "What these figures cannot tell", list(model.limits()));
    if (!model.profiles().isEmpty()) {
      section("profiles", "Profiles", profiles());
    }
    section("files", "Files", links());
    page.append("</main>\n");
    scripts();
    return page.append("</body>\n</html>\n").toString();
  }

  private void head() throws IOException {
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        // Vega compiles expressions of chart files; nothing on the page may reach a network.
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'; ")
        .append("img-src data:; base-uri 'none'; form-action 'none'\">\n")
        .append("<title>")
        .append(Html.text(model.title()))
        .append("</title>\n<style>\n")
        .append(":root{color-scheme:light;")
        .append(charts.variables(Paper.LIGHT))
        .append("}\n")
        .append(
            "@media screen and (prefers-color-scheme:dark){:root:not([data-paper=light]){color-scheme:dark;")
        .append(charts.variables(Paper.DARK))
        .append("}}\n")
        .append("@media screen{:root[data-paper=dark]{color-scheme:dark;")
        .append(charts.variables(Paper.DARK))
        .append("}}\n")
        .append(resource("page.css"))
        .append("</style>\n</head>\n<body>\n")
        .append("<a class=\"skip\" href=\"#main\">Skip to the findings</a>\n<header>\n<h1>")
        .append(Html.text(model.title()))
        .append("</h1>\n<p>")
        .append(Html.text(model.summary()))
        .append("</p>\n<nav aria-label=\"Sections\"><ul>");
    var names =
        new ArrayList<>(
            List.of("Findings", "Charts", "Tables", "Machines", "Warnings", "Method", "Limits"));
    if (!model.profiles().isEmpty()) {
      names.add("Profiles");
    }
    names.add("Files");
    for (var name : names) {
      page.append("<li><a href=\"#")
          .append(name.toLowerCase(Locale.ROOT))
          .append("\">")
          .append(name)
          .append("</a></li>");
    }
    page.append(
        "</ul></nav>\n<button type=\"button\" id=\"paper\" hidden>Dark</button>\n</header>\n");
  }

  private void findings() {
    var answers = new StringBuilder("<dl>\n");
    for (var finding : model.findings()) {
      answers
          .append("<dt>")
          .append(Html.text(finding.question()))
          .append("</dt>\n<dd><p>")
          .append(Html.text(finding.answer()))
          .append("</p>")
          .append(details(finding))
          .append("</dd>\n");
    }
    section(
        "findings",
        "Findings",
        model.findings().isEmpty() ? "<p>None.</p>\n" : answers + "</dl>\n");
  }

  private static String details(ReportModel.Finding finding) {
    return finding.details().isEmpty()
        ? ""
        : "<details><summary>Behind it<span class=\"unseen\">: "
            + Html.text(finding.question())
            + "</span></summary>\n"
            + list(finding.details())
            + "</details>";
  }

  /// What a reader can do with the charts; shown by the script that makes it so.
  private String hint() {
    return model.charts().drawn().isEmpty()
        ? ""
        : "<p class=\"hint\" hidden>Point at a mark for its figures. A click on an entry of a legend"
            + " hides that series or shows it again. Where both axes are numbers, drag to move and"
            + " turn the wheel with Shift held to zoom; a double click resets.</p>\n";
  }

  /// Where to read on from the chart of percentiles; nothing where no latency was recorded.
  private String latencyTable() {
    return model.tables().stream().anyMatch(table -> table.caption().equals(LatencyTable.CAPTION))
        ? " <a href=\"#percentiles\">All percentiles as a table</a>,"
            + " <a href=\"#files\">histograms as files</a>."
        : "";
  }

  private List<String> chartNotes() {
    var notes = new ArrayList<>(model.charts().missing());
    notes.addAll(model.charts().reasons());
    return notes;
  }

  private String tables() {
    var tables = new StringBuilder();
    for (var table : model.tables()) {
      tables
          .append("<div")
          .append(table.caption().equals(LatencyTable.CAPTION) ? " id=\"percentiles\"" : "")
          .append(" class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
          .append(Html.text(table.caption()))
          .append("\">\n<table>\n<caption>")
          .append(Html.text(table.caption()))
          .append("</caption>\n<thead><tr>");
      table
          .header()
          .forEach(
              name -> tables.append("<th scope=\"col\">").append(Html.text(name)).append("</th>"));
      tables.append("</tr></thead>\n<tbody>\n");
      for (var row : table.rows()) {
        for (int i = 0; i < row.size(); i++) {
          var cell = Html.text(row.get(i));
          tables.append(
              i == 0 ? "<tr><th scope=\"row\">" + cell + "</th>" : "<td>" + cell + "</td>");
        }
        tables.append("</tr>\n");
      }
      tables.append("</tbody>\n</table>\n</div>\n");
    }
    return tables.toString();
  }

  private String machines() {
    var machines = new StringBuilder();
    for (var machine : model.machines()) {
      machines
          .append("<h3>")
          .append(Html.text(machine.name()))
          .append("</h3>\n<dl class=\"facts\">\n");
      for (var fact : machine.facts()) {
        machines
            .append("<div><dt>")
            .append(Html.text(fact.name()))
            .append("</dt><dd>")
            .append(Html.text(fact.value()))
            .append("</dd></div>\n");
      }
      machines.append("</dl>\n");
    }
    return machines.toString();
  }

  private String profiles() {
    var profiles = new StringBuilder();
    for (var graphs : model.profiles()) {
      profiles
          .append("<h3>")
          .append(Html.text(graphs.caption()))
          .append("</h3>\n<p>")
          .append(Html.text(graphs.caveat()))
          .append("</p>\n<ul>\n");
      for (var graph : graphs.graphs()) {
        profiles
            .append("<li>")
            .append(link(graph.label(), graph.path()))
            .append(" – ")
            .append(Html.text(graph.note()))
            .append("</li>\n");
      }
      profiles.append("</ul>\n");
    }
    return profiles.toString();
  }

  private String links() {
    var links = new StringBuilder("<ul>\n");
    for (var link : model.links()) {
      links.append("<li>").append(link(link.label(), link.path())).append("</li>\n");
    }
    return links.append("</ul>\n").toString();
  }

  private static String link(String label, @Nullable String path) {
    var text = Html.text(label);
    if (path == null) {
      return text;
    }
    return Html.url(path)
        .map(url -> "<a href=\"" + Html.text(url) + "\">" + text + "</a>")
        .orElse(text + " (" + Html.text(path) + ")");
  }

  private static String listOr(List<String> sentences, String none) {
    return sentences.isEmpty() ? "<p>" + none + "</p>\n" : list(sentences);
  }

  private static String list(List<String> sentences) {
    if (sentences.isEmpty()) {
      return "";
    }
    var list = new StringBuilder("<ul>\n");
    sentences.forEach(
        sentence -> list.append("<li>").append(Html.text(sentence)).append("</li>\n"));
    return list.append("</ul>\n").toString();
  }

  private void section(String id, String title, String content) {
    page.append("<section id=\"")
        .append(id)
        .append("\" aria-labelledby=\"")
        .append(id)
        .append("-title\">\n<h2 id=\"")
        .append(id)
        .append("-title\">")
        .append(title)
        .append("</h2>\n")
        .append(content)
        .append("</section>\n");
  }

  private void scripts() throws IOException {
    page.append("<script type=\"application/json\" id=\"rows\">")
        .append(charts.json())
        .append("</script>\n");
    if (!model.charts().drawn().isEmpty()) {
      for (var library : List.of(WebScript.VEGA, WebScript.VEGA_LITE, WebScript.VEGA_EMBED)) {
        page.append("<script>").append(Html.script(library.text())).append("</script>\n");
      }
    }
    page.append("<script>").append(Html.script(resource("page.js"))).append("</script>\n");
  }

  private static String resource(String name) throws IOException {
    try (var in = Objects.requireNonNull(HtmlPage.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
