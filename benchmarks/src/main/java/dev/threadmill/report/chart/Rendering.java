package dev.threadmill.report.chart;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A folder of charts, drawn as far as that went.
///
/// @param charts one result a file, in the folder's order; empty where charts cannot be drawn at
///     all
/// @param theme of the folder; null where charts cannot be drawn at all
/// @param missing sentences that say what this system lacks: V8, fonts
public record Rendering(List<ChartResult> charts, @Nullable Theme theme, List<String> missing) {
  static Rendering nothing(String why) {
    return new Rendering(List.of(), null, List.of("Charts are missing: " + why));
  }

  public sealed interface ChartResult {
    /// The name of the chart: its file's name without `.vl.json`.
    String name();

    /// A sentence that names the file and says why there is no chart, or no PNG of it; nothing
    /// where both are there.
    String reason();
  }

  /// A chart that was drawn.
  ///
  /// @param title its title, in plain text
  /// @param description what it shows, for those who cannot see it, in plain text
  /// @param tables that it is drawn from
  /// @param spec the chart as JSON with the theme's colours left by name and without rows
  /// @param svg the picture, whose root is an `svg` element
  /// @param png the same at twice the size; null where there are no fonts, or for the `reason`
  public record Drawn(
      String name,
      String title,
      String description,
      Set<ChartTable> tables,
      String spec,
      String svg,
      byte @Nullable [] png,
      String reason)
      implements ChartResult {
    Drawn with(byte[] picture) {
      return new Drawn(name, title, description, tables, spec, svg, picture, "");
    }

    Drawn without(String sentence) {
      return new Drawn(name, title, description, tables, spec, svg, null, sentence);
    }
  }

  public record Skipped(String name, String reason) implements ChartResult {}

  public record Faulty(String name, String reason) implements ChartResult {}

  public List<Drawn> drawn() {
    return charts.stream().filter(Drawn.class::isInstance).map(Drawn.class::cast).toList();
  }

  /// A sentence for each chart that somebody must mend.
  public List<String> faults() {
    return charts.stream()
        .filter(chart -> !(chart instanceof Skipped) && !chart.reason().isEmpty())
        .map(ChartResult::reason)
        .toList();
  }

  /// The names of the charts that have no rows.
  public List<String> empty() {
    return charts.stream().filter(Skipped.class::isInstance).map(ChartResult::name).toList();
  }
}
