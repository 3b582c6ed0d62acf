package dev.threadmill.report.chart;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A folder of charts, drawn as far as that went.
///
/// @param charts one result a file, in the folder's order; empty where the theme is faulty
/// @param theme of the folder; null where it is faulty
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

  /// A chart that a page can show.
  public sealed interface Displayed extends ChartResult {
    /// In plain text.
    String title();

    /// What it shows, for those who cannot see it, in plain text.
    String description();

    /// The tables that it is drawn from.
    Set<ChartTable> tables();

    /// The chart as JSON with the theme's colours left by name and without rows.
    String spec();
  }

  /// A chart that was drawn.
  ///
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
      implements Displayed {
    Drawn with(byte[] picture) {
      return new Drawn(name, title, description, tables, spec, svg, picture, "");
    }

    Drawn without(String sentence) {
      return new Drawn(name, title, description, tables, spec, svg, null, sentence);
    }
  }

  /// A chart that is sound and was not drawn, since no V8 runs here. The browser that opens the
  /// page draws it.
  public record Undrawn(
      String name,
      String title,
      String description,
      Set<ChartTable> tables,
      String spec,
      String reason)
      implements Displayed {}

  public record Skipped(String name, String reason) implements ChartResult {}

  public record Faulty(String name, String reason) implements ChartResult {}

  public List<Drawn> drawn() {
    return charts.stream().filter(Drawn.class::isInstance).map(Drawn.class::cast).toList();
  }

  /// The charts of a page, drawn or to be drawn by the browser.
  public List<Displayed> displayed() {
    return charts.stream().filter(Displayed.class::isInstance).map(Displayed.class::cast).toList();
  }

  /// Whether the browser must draw the charts.
  public boolean isUndrawn() {
    return charts.stream().anyMatch(Undrawn.class::isInstance);
  }

  /// A sentence for each chart that somebody must mend.
  public List<String> faults() {
    return charts.stream()
        .filter(chart -> !(chart instanceof Skipped || chart instanceof Undrawn))
        .filter(chart -> !chart.reason().isEmpty())
        .map(ChartResult::reason)
        .toList();
  }

  /// The names of the charts that have no rows.
  public List<String> empty() {
    return charts.stream().filter(Skipped.class::isInstance).map(ChartResult::name).toList();
  }
}
