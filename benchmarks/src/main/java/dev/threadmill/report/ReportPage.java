package dev.threadmill.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.reflect.MissingWrapper;
import com.github.mustachejava.reflect.ReflectionObjectHandler;
import com.github.mustachejava.util.Wrapper;
import dev.threadmill.report.chart.Theme.Paper;
import dev.threadmill.report.chart.WebScript;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// The pages of a report, made by Mustache templates in which all text stays text.
public final class ReportPage {
  private ReportPage() {}

  /// One page of HTML that needs no network, and no script to be read.
  public static String html(ReportModel model) throws IOException {
    var charts = new PageCharts(model.charts(), model.chartTables());
    var notes = new ArrayList<>(model.charts().missing());
    notes.addAll(model.charts().faults());
    Map<String, Object> parts = new HashMap<>();
    parts.put("light", charts.variables(Paper.LIGHT));
    parts.put("dark", charts.variables(Paper.DARK));
    parts.put("style", resource("page.css"));
    parts.put("hasFindings", !model.findings().isEmpty());
    parts.put("hasCharts", !model.charts().displayed().isEmpty());
    parts.put("undrawn", model.charts().isUndrawn());
    var stills = charts.stills();
    parts.put("overview", stills.stream().filter(PageCharts.Still::isOverview).toList());
    parts.put("stills", stills.stream().filter(still -> !still.isOverview()).toList());
    parts.put("notes", notes);
    parts.put("hasNotes", !notes.isEmpty());
    parts.put("hasProfiles", !model.profiles().isEmpty());
    parts.put("rows", charts.json());
    parts.put("libraries", model.charts().displayed().isEmpty() ? List.of() : libraries());
    parts.put("script", Html.script(resource("page.js")));
    return filled("page.html", Html::text, model, parts);
  }

  private static List<String> libraries() throws IOException {
    List<String> libraries = new ArrayList<>();
    for (var library :
        List.of(WebScript.MARKS, WebScript.VEGA, WebScript.VEGA_LITE, WebScript.VEGA_EMBED)) {
      libraries.add(Html.script(library.text()));
    }
    return libraries;
  }

  private static String resource(String name) throws IOException {
    try (var in = Objects.requireNonNull(ReportPage.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Markdown for a write-up or an issue, and no longer than that may be: the answers, and what to
  /// know before trusting them.
  ///
  /// @param pictures the folder of the charts, below that of the text
  public static String markdown(ReportModel model, String pictures) {
    Map<String, Object> parts =
        Map.of(
            "pictures",
                model.charts().drawn().stream()
                    .map(chart -> link(chart.title(), pictures + "/" + chart.name() + ".svg"))
                    .toList(),
            "undrawn", model.charts().isUndrawn(),
            "reasons", model.charts().faults(),
            "hasFindings", !model.findings().isEmpty(),
            "hasProfiles", !model.profiles().isEmpty());
    var page = filled("page.md", MarkdownText::of, model, parts);
    // One empty line at most, and none at the end.
    return page.replaceAll("\n{3,}", "\n\n").strip() + "\n";
  }

  private static String link(String label, String path) {
    return Html.url(path)
        .map(url -> "[" + MarkdownText.of(label) + "](" + url + ")")
        .orElse(MarkdownText.of(label) + " (" + MarkdownText.of(path) + ")");
  }

  /// A template filled with a report, and with more parts by their names.
  ///
  /// @param escape writes a text so that it stays what it is
  private static String filled(
      String template, UnaryOperator<String> escape, ReportModel model, Map<String, Object> parts) {
    var factory =
        new DefaultMustacheFactory("dev/threadmill/report") {
          @Override
          public void encode(String value, Writer writer) {
            try {
              writer.write(escape.apply(value));
            } catch (IOException e) {
              throw new MustacheException(e);
            }
          }
        };
    factory.setObjectHandler(new Strict());
    var filled = new StringWriter();
    factory.compile(template).execute(filled, List.of(model, parts));
    return filled.toString();
  }

  /// Refuses a name that nothing has, which would leave an empty place and no trace.
  private static final class Strict extends ReflectionObjectHandler {
    @Override
    public Wrapper find(String name, List<Object> scopes) {
      var found = super.find(name, scopes);
      if (found instanceof MissingWrapper) {
        throw new MustacheException("no part is called " + name);
      }
      return found;
    }
  }
}
