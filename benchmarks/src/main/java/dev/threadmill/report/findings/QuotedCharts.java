package dev.threadmill.report.findings;

import dev.threadmill.report.Html;
import dev.threadmill.report.MarkdownText;
import dev.threadmill.report.chart.ChartFile;
import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.chart.ChartRenderer;
import dev.threadmill.report.chart.Rendering.ChartResult;
import dev.threadmill.report.chart.Rendering.Drawn;
import dev.threadmill.report.chart.Rendering.Faulty;
import dev.threadmill.report.chart.Rendering.Skipped;
import dev.threadmill.report.chart.Rendering.Undrawn;
import dev.threadmill.report.chart.Studio;
import dev.threadmill.report.findings.Quotes.QuotedRun;
import dev.threadmill.report.table.RunTables;
import dev.threadmill.report.table.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The charts that a template shows, drawn and named; each lies beside the template as
/// `TEMPLATE-CHART-RUNS.svg`. They are no folder, lest they be taken for a machine's.
final class QuotedCharts {
  private final Template template;
  private final Map<String, QuotedRun> runs;
  private final ChartFolder scripts;
  private final Map<String, ChartResult> drawings = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();

  /// Draws what the template shows. What cannot be drawn is found where it is quoted.
  QuotedCharts(Template template, Map<String, QuotedRun> runs, ChartFolder scripts) {
    this.template = template;
    this.runs = runs;
    this.scripts = scripts;
    Map<List<QuotedRun>, Set<String>> shown = new LinkedHashMap<>();
    for (var piece : template.pieces()) {
      var quote = piece.placeholder();
      if (quote != null && quote.kind().equals("chart") && names().contains(quote.word())) {
        shown.computeIfAbsent(QuotedRun.all(quote, runs), any -> new HashSet<>()).add(quote.word());
      }
    }
    if (shown.isEmpty()) {
      return;
    }
    try (var studio = Studio.openForSvg()) {
      shown.forEach((quoted, charts) -> draw(studio, quoted, charts));
    }
  }

  private List<String> names() {
    return scripts.charts().stream().map(ChartFile::chartName).toList();
  }

  private void draw(Studio studio, List<QuotedRun> quoted, Set<String> names) {
    var sources = Source.of(quoted.stream().map(run -> run.source().analysis()).toList());
    var files = scripts.charts().stream().filter(file -> names.contains(file.chartName())).toList();
    var rendering =
        ChartRenderer.render(
            studio, new ChartFolder(files, scripts.theme()), RunTables.of(sources));
    rendering.charts().forEach(chart -> drawings.put(name(chart.name(), quoted), chart));
    missing.addAll(rendering.missing());
  }

  private static String name(String chart, List<QuotedRun> runs) {
    return runs.stream().map(QuotedRun::alias).collect(Collectors.joining("-", chart + "-", ""));
  }

  private Path place(String picture) {
    var file = template.file().toAbsolutePath().normalize();
    var stem = String.valueOf(file.getFileName()).replaceFirst("\\.md$", "");
    return file.resolveSibling(stem + "-" + picture + ".svg");
  }

  /// The Markdown that shows a chart.
  String of(Placeholder quote) {
    quote.takes(2, false, Placeholder.RUN);
    var chart = quote.word();
    if (!names().contains(chart)) {
      throw quote.lacks(chart, names(), "finds no chart \"%s\" among ", chart);
    }
    var name = name(chart, QuotedRun.all(quote, runs));
    return switch (drawings.get(name)) {
      case Drawn drawn -> {
        var caption = quote.words().size() > 1 ? quote.words().get(1) : drawn.title();
        var link = link(template.write(), place(name));
        yield "![" + MarkdownText.of(caption) + "](" + link + ")";
      }
      case Skipped skipped -> throw quote.fault("shows nothing: %s", skipped.reason());
      case Undrawn undrawn -> throw quote.fault("is not drawn: %s", undrawn.reason());
      case Faulty faulty -> throw quote.fault("is not drawn: %s", faulty.reason());
      case null -> throw quote.fault("is not drawn: %s", String.join(" ", missing));
    };
  }

  /// The address of a picture in a document.
  static String link(Path document, Path picture) {
    return Html.url(document, picture).orElse(picture.toString());
  }

  Map<Path, String> files() {
    Map<Path, String> files = new LinkedHashMap<>();
    drawings.forEach(
        (name, chart) -> {
          if (chart instanceof Drawn drawn) {
            files.put(place(name), drawn.svg() + "\n");
          }
        });
    return files;
  }

  /// Pictures that are there and shown no more: named like those of this template.
  List<Path> stale() throws IOException {
    List<Path> stale = new ArrayList<>();
    for (var chart : names()) {
      var pattern = place(chart + "-*");
      try (var found =
          Files.newDirectoryStream(
              pattern.resolveSibling(""), String.valueOf(pattern.getFileName()))) {
        found.forEach(stale::add);
      }
    }
    stale.removeAll(files().keySet());
    return stale.stream().distinct().toList();
  }
}
