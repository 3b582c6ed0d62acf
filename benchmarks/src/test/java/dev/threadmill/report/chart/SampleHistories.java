package dev.threadmill.report.chart;

import static dev.threadmill.report.chart.SampleCells.BIG;
import static dev.threadmill.report.chart.SampleCells.KINDS;
import static dev.threadmill.report.chart.SampleCells.about;
import static dev.threadmill.report.chart.SampleCells.cell;

import dev.threadmill.report.chart.ChartRow.Cell;
import dev.threadmill.report.chart.ChartRow.Estimate;
import java.util.ArrayList;
import java.util.List;

/// Made-up rows of one machine only: what pins on which JDK, and how scores settle.
final class SampleHistories {
  private final List<ChartRow> rows = new ArrayList<>();

  private SampleHistories() {}

  static List<ChartRow> of() {
    var sample = new SampleHistories();
    sample.pinning();
    sample.traces();
    return sample.rows;
  }

  private void pinning() {
    var ways =
        List.of(
            "sleep in synchronized",
            "sleep in ReentrantLock",
            "Object.wait",
            "native frame",
            "class initializer");
    for (var jdk : List.of("21", "25")) {
      for (int w = 0; w < ways.size(); w++) {
        for (int carriers : new int[] {1, 32}) {
          double floor = 5_000.0 / carriers;
          boolean pins = w >= 3 || jdk.equals("21") && w != 1;
          rows.add(
              new ChartRow.Pinning(
                  new Cell(BIG, jdk, "pinning", "BlockedCarrier", ways.get(w), "virtual", "", 32),
                  carriers,
                  1000,
                  floor,
                  w == 3 && jdk.equals("21")
                      ? Estimate.failed("ms", "no foreign functions without preview on 21")
                      : about(pins ? floor * 1.05 : 14 + w * 2, 0.03, "ms")));
        }
      }
    }
  }

  private void traces() {
    for (int spread = 1; spread <= 8; spread++) {
      var pipe =
          List.of("Channel", "ArrayBlockingQueue", "jox", "LinkedTransferQueue").get(spread % 4);
      for (int fork = 1; fork <= 6; fork++) {
        for (int iteration = 1; iteration <= 20; iteration++) {
          double warming = 1.8 * StrictMath.exp(-iteration / (1.0 + fork % 3));
          double mode = fork % 3 == 0 ? 0.3 / spread : 0;
          double relative = 1 + warming + mode + 0.02 * StrictMath.sin(iteration * 3 + fork);
          rows.add(
              new ChartRow.Trace(
                  cell(
                      BIG,
                      "messaging",
                      "MessagingThroughput",
                      pipe,
                      KINDS.get(spread % 2),
                      "spsc, capacity " + (1 << spread)),
                  spread,
                  fork,
                  iteration,
                  iteration <= 8 ? "warm-up" : "measurement",
                  Math.round(relative * 1000) / 1000.0));
        }
      }
    }
  }
}
