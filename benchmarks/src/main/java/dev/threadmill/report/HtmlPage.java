package dev.threadmill.report;

import static dev.threadmill.report.Html.text;

import dev.threadmill.report.ReportModel.Table;
import dev.threadmill.report.chart.Theme.Paper;
import dev.threadmill.report.chart.WebScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The report as one page of HTML that needs no network, and no script to be read.
public final class HtmlPage {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  /// A section of the page; its id is its name in small letters.
  private record Section(String name, String title, String content) {
    String id() {
      return name.toLowerCase(Locale.ROOT);
    }
  }

  private final ReportModel model;
  private final PageCharts charts;

  private HtmlPage(ReportModel model) {
    this.model = model;
    this.charts = new PageCharts(model.charts(), model.chartTables());
  }

  /// The whole page, which is the resource `page.html` with its places filled.
  ///
  /// @throws IOException if a part of this program is missing
  public static String of(ReportModel model) throws IOException {
    return new HtmlPage(model).write();
  }

  private String write() throws IOException {
    var sections = sections();
    var libraries = new StringBuilder();
    if (!model.charts().drawn().isEmpty()) {
      for (var library : List.of(WebScript.VEGA, WebScript.VEGA_LITE, WebScript.VEGA_EMBED)) {
        libraries.append("<script>").append(Html.script(library.text())).append("</script>\n");
      }
    }
    var parts =
        Map.of(
            "title", text(model.title()),
            "summary", text(model.summary()),
            "light", charts.variables(Paper.LIGHT),
            "dark", charts.variables(Paper.DARK),
            "style", resource("page.css"),
            "links", each(sections, HtmlPage::entry),
            "sections", each(sections, HtmlPage::section),
            "rows", charts.json(),
            "libraries", libraries.toString(),
            "script", Html.script(resource("page.js")));
    // In one pass: what stands in a part is no place.
    return PLACE
        .matcher(resource("page.html"))
        .replaceAll(
            place -> Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)))));
  }

  private List<Section> sections() {
    var sections = new ArrayList<Section>();
    sections.add(new Section("Findings", "Findings", findings()));
    sections.add(
        new Section(
            "Charts", "Charts", hint() + charts.figures(latencyTable()) + list(chartNotes())));
    sections.add(new Section("Tables", "Tables", each(model.tables(), HtmlPage::table)));
    sections.add(new Section("Machines", "Machines", each(model.machines(), HtmlPage::machine)));
    var warnings = model.warnings();
    sections.add(
        new Section(
            "Warnings",
            "Warnings",
            list(warnings.isEmpty() ? List.of("The run gave no warnings.") : warnings)));
    sections.add(new Section("Method", "How it was measured", list(model.method())));
    sections.add(new Section("Limits", "Limits of these figures", list(model.limits())));
    if (!model.profiles().isEmpty()) {
      sections.add(new Section("Profiles", "Profiles", each(model.profiles(), HtmlPage::graphs)));
    }
    sections.add(
        new Section(
            "Files", "Files", items(model.links(), file -> link(file.label(), file.path()))));
    return sections;
  }

  private static String entry(Section section) {
    return "<li><a href=\"#%s\">%s</a></li>".formatted(section.id(), section.name());
  }

  private static String section(Section section) {
    return """
    <section id="%1$s" aria-labelledby="%1$s-title">
    <h2 id="%1$s-title">%2$s</h2>
    %3$s</section>
    """
        .formatted(section.id(), section.title(), section.content());
  }

  private String findings() {
    return model.findings().isEmpty()
        ? "<p>None.</p>\n"
        : "<dl>\n" + each(model.findings(), HtmlPage::finding) + "</dl>\n";
  }

  private static String finding(ReportModel.Finding finding) {
    var question = text(finding.question());
    var details =
        finding.details().isEmpty()
            ? ""
            : "<details><summary>Behind it<span class=\"unseen\">: %s</span></summary>\n%s</details>"
                .formatted(question, list(finding.details()));
    var again =
        finding.again().isEmpty() ? "" : " Again: <code>%s</code>".formatted(text(finding.again()));
    return "<dt>%s</dt>\n<dd><p>%s%s</p>%s</dd>\n"
        .formatted(question, text(finding.answer()), again, details);
  }

  /// What a reader can do with the charts; shown by the script that makes it so.
  private String hint() {
    return model.charts().drawn().isEmpty()
        ? ""
        : """
        <p class="hint" hidden>Point at a mark for its figures. Click an entry of a legend to hide \
        that series or show it again. Where both axes are numbers, drag to move and turn the wheel \
        with Shift held to zoom; a double click resets.</p>
        """;
  }

  /// Where to read on from the chart of percentiles; nothing where no latency was recorded.
  private String latencyTable() {
    return model.tables().stream().anyMatch(HtmlPage::isOfLatencies)
        ? " <a href=\"#percentiles\">All percentiles as a table</a>,"
            + " <a href=\"#files\">histograms as files</a>."
        : "";
  }

  private static boolean isOfLatencies(Table table) {
    return table.caption().equals(FigureTables.LATENCIES);
  }

  private List<String> chartNotes() {
    var notes = new ArrayList<>(model.charts().missing());
    notes.addAll(model.charts().reasons());
    return notes;
  }

  private static String table(Table table) {
    return """
    <div%s class="scroll" tabindex="0" role="region" aria-label="%s">
    <table>
    <caption>%s</caption>
    <thead><tr>%s</tr></thead>
    <tbody>
    %s</tbody>
    </table>
    </div>
    """
        .formatted(
            isOfLatencies(table) ? " id=\"percentiles\"" : "",
            text(table.caption()),
            text(table.caption()),
            each(table.header(), name -> "<th scope=\"col\">" + text(name) + "</th>"),
            each(table.rows(), HtmlPage::row));
  }

  private static String row(List<String> cells) {
    return "<tr><th scope=\"row\">"
        + text(cells.getFirst())
        + "</th>"
        + each(cells.subList(1, cells.size()), cell -> "<td>" + text(cell) + "</td>")
        + "</tr>\n";
  }

  private static String machine(ReportModel.Machine machine) {
    return "<h3>%s</h3>\n<dl class=\"facts\">\n%s</dl>\n"
        .formatted(
            text(machine.name()),
            each(
                machine.facts(),
                fact ->
                    "<div><dt>%s</dt><dd>%s</dd></div>\n"
                        .formatted(text(fact.name()), text(fact.value()))));
  }

  private static String graphs(ReportModel.Graphs graphs) {
    return "<h3>%s</h3>\n<p>%s</p>\n%s"
        .formatted(
            text(graphs.caption()),
            text(graphs.caveat()),
            items(
                graphs.graphs(),
                graph -> link(graph.label(), graph.path()) + " – " + text(graph.note())));
  }

  private static String link(String label, @Nullable String path) {
    var text = text(label);
    if (path == null) {
      return text;
    }
    return Html.url(path)
        .map(url -> "<a href=\"" + text(url) + "\">" + text + "</a>")
        .orElse(text + " (" + text(path) + ")");
  }

  private static String list(List<String> sentences) {
    return sentences.isEmpty() ? "" : items(sentences, Html::text);
  }

  private static <T> String items(List<T> items, Function<T, String> html) {
    return "<ul>\n" + each(items, item -> "<li>" + html.apply(item) + "</li>\n") + "</ul>\n";
  }

  private static <T> String each(Collection<T> items, Function<T, String> html) {
    return items.stream().map(html).collect(Collectors.joining());
  }

  private static String resource(String name) throws IOException {
    try (var in = Objects.requireNonNull(HtmlPage.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
