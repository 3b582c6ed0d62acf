package dev.threadmill.report.chart;

import dev.threadmill.report.chart.Rendering.Drawn;
import dev.threadmill.report.chart.Rendering.Faulty;
import dev.threadmill.report.chart.Rendering.Skipped;
import dev.threadmill.report.chart.Rendering.Undrawn;
import java.io.IOException;
import java.nio.file.Path;

/// A program for a process of its own: draws one chart and prints what is missing and what is
/// there.
final class BareSystem {
  private BareSystem() {}

  public static void main(String[] args) throws IOException {
    var folder = ChartFolder.read(Path.of("../plot-scripts"));
    var one =
        folder.charts().stream().filter(chart -> chart.chartName().equals("switching")).toList();
    Rendering rendering;
    try (var studio = Studio.open()) {
      rendering =
          ChartRenderer.render(studio, new ChartFolder(one, folder.theme()), SampleTables.small());
    }
    rendering.missing().forEach(System.out::println);
    rendering.faults().forEach(System.out::println);
    for (var chart : rendering.charts()) {
      System.out.println(
          chart.name()
              + switch (chart) {
                case Undrawn undrawn -> " for the browser, " + undrawn.title();
                case Drawn drawn -> drawn.png() == null ? " without PNG" : " with PNG";
                case Skipped skipped -> " " + skipped.reason();
                case Faulty faulty -> " " + faulty.reason();
              });
    }
  }
}
