package dev.threadmill.report.chart;

import static dev.threadmill.report.chart.SampleCells.about;
import static dev.threadmill.report.chart.SampleCells.cell;
import static dev.threadmill.report.chart.SampleCells.pace;

import java.util.List;

/// Made-up rows of another suite, as a plain JMH file gives them: some benchmarks with parameters
/// and some without, one of them sampled.
final class SampleForeign extends SampleRows {
  SampleForeign(String machine) {
    for (int length : new int[] {10, 1000}) {
      for (var separator : List.of("COMMA", "TAB")) {
        double nanos = 55.0 * length * (separator.equals("TAB") ? 0.9 : 1) * pace(machine);
        var when = "length " + length + ", separator " + separator;
        add(machine, "Text.split", when, nanos);
        add(machine, "Text.indexOf", when, nanos / 110);
      }
    }
    add(machine, "Text.reverse", "", 39.5 * pace(machine));
    add(machine, "Text.lookUp", "", 8.35 * pace(machine));
    double[] percentiles = {50, 90, 99, 99.9, 99.99};
    for (int i = 0; i < percentiles.length; i++) {
      double nanos = 40 * StrictMath.pow(3, i) * pace(machine);
      add(
          ChartTable.LATENCY,
          cell(machine, "", "Text.reverse", "Text.reverse", "", "")
              .with("topology", "", "rate", null)
              .with("histogram", "sample", "percentile", percentiles[i])
              .and(about(nanos, 0.1 * i, "ns")));
    }
  }

  private void add(String machine, String benchmark, String when, double nanos) {
    add(
        ChartTable.THROUGHPUT,
        cell(machine, "", benchmark, benchmark, "", when)
            .with("topology", "")
            .and(about(nanos, 0.04, "ns/op")));
  }
}
