package dev.threadmill.report;

import dev.threadmill.report.chart.Theme.Paper;
import dev.threadmill.report.chart.WebScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The report as one page of HTML that needs no network, and no script to be read.
public final class HtmlPage {
  /// Where to read on from the chart of percentiles.
  private static final String PERCENTILES =
      " <a href=\"#percentiles\">All percentiles as a table</a>,"
          + " <a href=\"#files\">histograms as files</a>.";

  private HtmlPage() {}

  /// The whole page.
  public static String of(ReportModel model) throws IOException {
    var charts = new PageCharts(model.charts(), model.chartTables());
    boolean hasLatencies = model.tables().stream().anyMatch(ReportModel.Table::isOfLatencies);
    var notes = new ArrayList<>(model.charts().missing());
    notes.addAll(model.charts().reasons());
    Map<String, Object> parts = new HashMap<>();
    parts.put("light", charts.variables(Paper.LIGHT));
    parts.put("dark", charts.variables(Paper.DARK));
    parts.put("style", resource("page.css"));
    parts.put("hasFindings", !model.findings().isEmpty());
    parts.put("hasCharts", !model.charts().drawn().isEmpty());
    parts.put("stills", charts.stills(hasLatencies ? PERCENTILES : ""));
    parts.put("notes", notes);
    parts.put("hasNotes", !notes.isEmpty());
    parts.put("hasProfiles", !model.profiles().isEmpty());
    parts.put("rows", charts.json());
    parts.put("libraries", model.charts().drawn().isEmpty() ? List.of() : libraries());
    parts.put("script", Html.script(resource("page.js")));
    return new PageTemplate("page.html", Html::text).fill(model, parts);
  }

  private static List<String> libraries() throws IOException {
    List<String> libraries = new ArrayList<>();
    for (var library : List.of(WebScript.VEGA, WebScript.VEGA_LITE, WebScript.VEGA_EMBED)) {
      libraries.add(Html.script(library.text()));
    }
    return libraries;
  }

  private static String resource(String name) throws IOException {
    try (var in = Objects.requireNonNull(HtmlPage.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
