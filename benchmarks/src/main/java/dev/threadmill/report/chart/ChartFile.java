package dev.threadmill.report.chart;

/// A file of `plot-scripts`: its name there, and what it holds.
public record ChartFile(String fileName, String text) {
  static final String ENDING = ".vl.json";

  /// The name of the chart, which its pictures get too: the file's name without `.vl.json`.
  public String chartName() {
    return fileName.endsWith(ENDING)
        ? fileName.substring(0, fileName.length() - ENDING.length())
        : fileName;
  }
}
