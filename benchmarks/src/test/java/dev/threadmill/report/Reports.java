package dev.threadmill.report;

import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.chart.ChartRenderer;
import dev.threadmill.report.chart.Studio;
import dev.threadmill.report.table.RunTables;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Reports of runs, with tools of drawing of their own.
final class Reports {
  private Reports() {}

  static RunReport.Written write(List<Run> runs, Path folder, ChartFolder scripts)
      throws IOException {
    try (var studio = Studio.open()) {
      return RunReport.write(runs, folder, scripts, studio);
    }
  }

  /// All that the report says.
  static ReportModel model(List<Run> runs, Path folder, ChartFolder scripts) throws IOException {
    var sources = Source.of(runs.stream().map(RunAnalysis::of).toList());
    var tables = RunTables.of(sources);
    var charts = ChartRenderer.renderAsSvg(scripts, tables);
    return RunReport.model(sources, tables, charts, Profiles.of(sources, folder), folder);
  }
}
