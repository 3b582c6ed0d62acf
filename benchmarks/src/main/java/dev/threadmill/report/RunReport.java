package dev.threadmill.report;

import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.report.ReportModel.Graphs;
import dev.threadmill.report.ReportModel.Link;
import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.chart.ChartRenderer;
import dev.threadmill.report.chart.ChartTables;
import dev.threadmill.report.chart.Rendering;
import dev.threadmill.report.chart.Rendering.Drawn;
import dev.threadmill.report.chart.Studio;
import dev.threadmill.report.table.RunTables;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.OutputFolder;
import dev.threadmill.results.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the report on runs: charts, one page, and the same as Markdown.
///
/// The same runs and the same charts give the same bytes, so nothing here asks for the time.
public final class RunReport {
  private static final String PICTURES = "charts";

  private RunReport() {}

  /// The files that were written.
  ///
  /// @param files below the folder, in the order in which they were written
  /// @param missing what this system lacks to draw, in sentences
  /// @param empty the names of the charts that have no rows
  /// @param faults what is wrong with chart files, a sentence each
  public record Written(
      Path folder,
      List<String> files,
      List<String> missing,
      List<String> empty,
      List<String> faults) {}

  /// Writes the report into a folder, which is made if need be. What an earlier report left there
  /// is replaced.
  public static Written write(List<Run> runs, Path folder, ChartFolder scripts, Studio studio)
      throws IOException {
    var report = OutputFolder.at(folder);
    report.make();
    var sources = Source.of(runs.stream().map(RunAnalysis::of).toList());
    var graphs = Profiles.of(sources, folder);
    var tables = RunTables.of(sources);
    var model =
        model(sources, tables, ChartRenderer.render(studio, scripts, tables), graphs, folder);
    List<String> files = pictures(model.charts(), report);
    report.write("report.html", ReportPage.html(model));
    report.write("report.md", ReportPage.markdown(model, PICTURES));
    files.addAll(List.of("report.html", "report.md"));
    var charts = model.charts();
    return new Written(folder, files, charts.missing(), charts.empty(), charts.faults());
  }

  /// All that the report says.
  static ReportModel model(
      List<Source> sources, ChartTables tables, Rendering charts, List<Graphs> graphs, Path folder)
      throws IOException {
    var findings = Findings.of(sources);
    return new ReportModel(
        sources.stream()
            .map(Source::machine)
            .distinct()
            .collect(
                Collectors.joining(
                    ", ", findings.isEmpty() ? "JMH: " : "Threading models compared: ", "")),
        summary(sources),
        findings,
        charts,
        tables,
        FigureTables.of(sources, tables),
        sources.stream().map(ReportModel.Machine::of).toList(),
        Method.warnings(sources),
        Method.of(sources),
        Method.limits(sources),
        graphs,
        files(sources, folder));
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

  private static List<Link> files(List<Source> sources, Path report) throws IOException {
    List<Link> links = new ArrayList<>();
    for (var source : sources) {
      var prefix = sources.size() > 1 ? source.machine() + ": " : "";
      var origin = source.run().origin();
      if (!Files.isDirectory(origin)) {
        links.add(new Link(prefix + "JMH's results", Html.path(report, origin)));
        continue;
      }
      Stream.of("run.json", "forks.jsonl", "ruler.jsonl", "jmh.json")
          .filter(name -> Files.isRegularFile(origin.resolve(name)))
          .map(name -> new Link(prefix + name, Html.path(report, origin.resolve(name))))
          .forEach(links::add);
      for (var file : histograms(origin.resolve("latency"))) {
        var cell = file.getFileName().toString().replaceFirst("\\.hlog$", "");
        links.add(new Link(prefix + "Histograms: " + cell, Html.path(report, file)));
      }
    }
    return links;
  }

  private static List<Path> histograms(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".hlog")).sorted().toList();
    }
  }

  private static List<String> pictures(Rendering charts, OutputFolder report) throws IOException {
    List<String> files = new ArrayList<>();
    for (var chart : charts.charts()) {
      var svg = PICTURES + "/" + chart.name() + ".svg";
      var png = PICTURES + "/" + chart.name() + ".png";
      // A picture of an earlier report that cannot be drawn any more would be taken for this one's.
      report.remove(svg);
      report.remove(png);
      if (chart instanceof Drawn drawn) {
        report.write(svg, drawn.svg());
        files.add(svg);
        if (drawn.png() != null) {
          report.write(png, drawn.png());
          files.add(png);
        }
      }
    }
    return files;
  }
}
