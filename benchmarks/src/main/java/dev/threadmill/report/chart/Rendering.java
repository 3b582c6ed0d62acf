package dev.threadmill.report.chart;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What came of a folder of charts.
///
/// @param charts one result a file, in the folder's order; empty where charts cannot be drawn
///     at all
/// @param theme how they look; null where charts cannot be drawn at all
/// @param missing sentences that say what this system lacks: V8, fonts
public record Rendering(List<ChartResult> charts, @Nullable Theme theme, List<String> missing) {
  public Rendering {
    charts = List.copyOf(charts);
    missing = List.copyOf(missing);
  }

  /// The charts that were drawn.
  public List<ChartResult.Drawn> drawn() {
    return charts.stream()
        .filter(ChartResult.Drawn.class::isInstance)
        .map(ChartResult.Drawn.class::cast)
        .toList();
  }

  /// A sentence for each chart that somebody must mend.
  public List<String> faults() {
    return charts.stream()
        .filter(ChartResult.Faulty.class::isInstance)
        .map(chart -> ((ChartResult.Faulty) chart).reason())
        .toList();
  }

  /// A sentence for each chart that was skipped or is faulty.
  public List<String> reasons() {
    return charts.stream()
        .flatMap(
            chart ->
                switch (chart) {
                  case ChartResult.Drawn ignored -> Stream.<String>empty();
                  case ChartResult.Skipped skipped -> Stream.of(skipped.reason());
                  case ChartResult.Faulty faulty -> Stream.of(faulty.reason());
                })
        .toList();
  }
}
