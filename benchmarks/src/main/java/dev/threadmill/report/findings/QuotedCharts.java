package dev.threadmill.report.findings;

import dev.threadmill.report.Html;
import dev.threadmill.report.MarkdownText;
import dev.threadmill.report.chart.ChartFile;
import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.chart.ChartRenderer;
import dev.threadmill.report.chart.ChartResult;
import dev.threadmill.report.chart.Nearest;
import dev.threadmill.report.chart.Paper;
import dev.threadmill.report.table.RunTables;
import dev.threadmill.report.table.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The charts that a template shows, drawn and named; each lies beside the template as
/// `TEMPLATE-CHART-RUNS.svg`. They are no folder, lest they be taken for a machine's.
final class QuotedCharts {
  private final Path document;
  private final Map<String, ChartResult> drawings = new LinkedHashMap<>();
  private final Map<String, Path> places = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();
  private final QuotedRuns runs;
  private final ChartFolder scripts;

  private QuotedCharts(Path document, QuotedRuns runs, ChartFolder scripts) {
    this.document = document;
    this.runs = runs;
    this.scripts = scripts;
  }

  /// Draws what the template shows. What cannot be drawn is found where it is quoted.
  static QuotedCharts of(Template template, QuotedRuns runs, ChartFolder scripts) {
    var charts = new QuotedCharts(template.head().write(), runs, scripts);
    Map<String, List<QuotedRun>> shown = new LinkedHashMap<>();
    Map<String, TreeSet<String>> names = new LinkedHashMap<>();
    for (var placeholder : template.placeholders("chart")) {
      if (placeholder.words().isEmpty() || !charts.isKnown(placeholder.words().getFirst())) {
        continue;
      }
      var name = placeholder.words().getFirst();
      var quoted = runs.allOf(placeholder);
      var key = key(quoted);
      shown.put(key, quoted);
      names.computeIfAbsent(key, any -> new TreeSet<>()).add(name);
      charts.places.put(name + "-" + key, place(template.file(), name + "-" + key));
    }
    shown.forEach(
        (key, quoted) -> charts.draw(key, quoted, names.getOrDefault(key, new TreeSet<>())));
    return charts;
  }

  /// Where a picture of a template lies.
  static Path place(Path template, String picture) {
    var stem = String.valueOf(template.getFileName()).replaceFirst("\\.md$", "");
    return template.toAbsolutePath().normalize().resolveSibling(stem + "-" + picture + ".svg");
  }

  private static String key(List<QuotedRun> runs) {
    return runs.stream().map(QuotedRun::alias).collect(Collectors.joining("-"));
  }

  private boolean isKnown(String name) {
    return scripts.charts().stream().anyMatch(file -> file.chartName().equals(name));
  }

  private void draw(String key, List<QuotedRun> quoted, TreeSet<String> names) {
    var sources = Source.of(quoted.stream().map(run -> run.source().analysis()).toList());
    var files = scripts.charts().stream().filter(file -> names.contains(file.chartName())).toList();
    var rendering =
        ChartRenderer.renderAsSvg(
            new ChartFolder(files, scripts.theme()), RunTables.of(sources).charts(), Paper.LIGHT);
    rendering.charts().forEach(chart -> drawings.put(chart.name() + "-" + key, chart));
    missing.addAll(rendering.missing());
  }

  /// What the charts are for, where links start from.
  Path document() {
    return document;
  }

  /// The Markdown that shows a chart.
  String of(Placeholder placeholder) {
    placeholder.takes(2, false, Placeholder.RUN);
    if (placeholder.words().isEmpty() || !isKnown(placeholder.words().getFirst())) {
      var known = scripts.charts().stream().map(ChartFile::chartName).toList();
      var name = placeholder.words().isEmpty() ? "" : placeholder.words().getFirst();
      throw placeholder.fault(
          "finds no chart \""
              + name
              + "\" among "
              + String.join(", ", known)
              + Nearest.to(name, known));
    }
    var name = placeholder.words().getFirst() + "-" + key(runs.allOf(placeholder));
    return switch (drawings.get(name)) {
      case ChartResult.Drawn drawn -> {
        var caption = placeholder.words().size() > 1 ? placeholder.words().get(1) : drawn.title();
        yield "![" + MarkdownText.of(caption) + "](" + link(name) + ")";
      }
      case ChartResult.Skipped skipped ->
          throw placeholder.fault("shows nothing: " + skipped.reason());
      case ChartResult.Faulty faulty -> throw placeholder.fault("is not drawn: " + faulty.reason());
      case null -> throw placeholder.fault("is not drawn: " + String.join(" ", missing));
    };
  }

  private String link(String name) {
    var folder = document.resolveSibling("");
    var path = folder.relativize(places.get(name)).toString().replace('\\', '/');
    return Html.url(path).orElse(path);
  }

  /// The pictures by where they lie.
  Map<Path, String> files() {
    Map<Path, String> files = new LinkedHashMap<>();
    drawings.forEach(
        (name, chart) -> {
          if (chart instanceof ChartResult.Drawn drawn && places.containsKey(name)) {
            files.put(places.get(name), drawn.svg() + "\n");
          }
        });
    return files;
  }
}
