package dev.threadmill.report.chart;

import org.jspecify.annotations.Nullable;

/// What came of one chart file.
public sealed interface ChartResult {
  /// The name of the chart: its file's name without `.vl.json`.
  String name();

  /// The chart was drawn.
  ///
  /// @param title what the chart calls itself, in plain text
  /// @param description what it shows, for those who cannot see it, in plain text
  /// @param spec the chart as JSON with the theme's colours left by name and without rows
  /// @param svg the picture, whose root is an `svg` element
  /// @param png the same at twice the size; null where there are no fonts
  record Drawn(
      String name, String title, String description, String spec, String svg, byte @Nullable [] png)
      implements ChartResult {}

  /// The chart was left out, since the run has nothing that it could show.
  ///
  /// @param reason a sentence that names the file
  record Skipped(String name, String reason) implements ChartResult {}

  /// The chart was not drawn, or would have been wrong.
  ///
  /// @param reason a sentence that names the file and says what to mend
  record Faulty(String name, String reason) implements ChartResult {}
}
