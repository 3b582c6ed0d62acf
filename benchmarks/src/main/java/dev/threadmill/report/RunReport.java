package dev.threadmill.report;

import dev.threadmill.analysis.RunAnalysis;
import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.chart.ChartRenderer;
import dev.threadmill.report.chart.ChartResult;
import dev.threadmill.report.chart.Paper;
import dev.threadmill.report.chart.Rendering;
import dev.threadmill.report.table.RunTables;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Run;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes the report on runs: charts, one page, and the same as Markdown.
///
/// The same runs and the same charts give the same bytes, so nothing here asks for the time.
public final class RunReport {
  private static final String PICTURES = "charts";

  private RunReport() {}

  /// What was written.
  ///
  /// @param files below the folder, in the order in which they were written
  /// @param missing what could not be drawn, and why, a sentence each
  public record Written(Path folder, List<String> files, List<String> missing) {
    public Written {
      files = List.copyOf(files);
      missing = List.copyOf(missing);
    }
  }

  /// Writes the report into a folder, which is made if need be. What an earlier report left there
  /// is replaced.
  public static Written write(List<Run> runs, Path folder, ChartFolder scripts) throws IOException {
    Files.createDirectories(folder);
    var model = model(runs, folder, scripts);
    List<String> files = new ArrayList<>();
    pictures(model.charts(), folder.resolve(PICTURES), files);
    write(folder, "report.html", HtmlPage.of(model), files);
    write(folder, "report.md", MarkdownPage.of(model, PICTURES), files);
    List<String> missing = new ArrayList<>(model.charts().missing());
    missing.addAll(model.charts().reasons());
    return new Written(folder, files, missing);
  }

  /// All that the report says.
  static ReportModel model(List<Run> runs, Path folder, ChartFolder scripts) throws IOException {
    var sources = Source.of(runs.stream().map(RunReport::analysis).toList());
    var tables = RunTables.of(sources);
    return new ReportModel(
        "Threading models compared: " + machines(sources),
        summary(sources),
        Findings.of(sources),
        ChartRenderer.render(scripts, tables.charts(), Paper.LIGHT),
        tables.charts(),
        FigureTables.of(sources, tables),
        sources.stream().map(MachineFacts::of).toList(),
        Warnings.of(sources),
        Method.of(sources),
        Method.limits(sources),
        RawFiles.of(sources, folder));
  }

  private static RunAnalysis analysis(Run run) {
    try {
      return RunAnalysis.of(run);
    } catch (IllegalArgumentException e) {
      throw new Unusable(run.origin() + " cannot be reported on: " + e.getMessage(), e);
    }
  }

  private static String machines(List<Source> sources) {
    return sources.stream().map(Source::machine).distinct().collect(Collectors.joining(", "));
  }

  private static String summary(List<Source> sources) {
    return sources.stream()
        .map(
            source -> {
              var manifest = source.run().manifest();
              return source.machine()
                  + ": "
                  + source.analysis().cells().size()
                  + " cells in "
                  + Readable.forks(source.run().forks().size())
                  + " with JDK "
                  + String.join(", ", source.jdks())
                  + (manifest == null ? "" : ", " + manifest.started());
            })
        .collect(Collectors.joining("; ", "", "."));
  }

  private static void pictures(Rendering charts, Path folder, List<String> files)
      throws IOException {
    Files.createDirectories(folder);
    for (var chart : charts.charts()) {
      var svg = chart.name() + ".svg";
      var png = chart.name() + ".png";
      // A picture of an earlier report that cannot be drawn any more would be taken for this one's.
      Files.deleteIfExists(folder.resolve(svg));
      Files.deleteIfExists(folder.resolve(png));
      if (chart instanceof ChartResult.Drawn drawn) {
        Files.writeString(folder.resolve(svg), drawn.svg());
        files.add(PICTURES + "/" + svg);
        if (drawn.png() != null) {
          Files.write(folder.resolve(png), drawn.png());
          files.add(PICTURES + "/" + png);
        }
      }
    }
  }

  private static void write(Path folder, String name, String text, List<String> files)
      throws IOException {
    Files.writeString(folder.resolve(name), text);
    files.add(name);
  }
}
