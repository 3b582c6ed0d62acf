package dev.threadmill.report.chart;

import static dev.threadmill.report.chart.SampleCells.BIG;
import static dev.threadmill.report.chart.SampleCells.KINDS;
import static dev.threadmill.report.chart.SampleCells.about;
import static dev.threadmill.report.chart.SampleCells.cell;

import java.util.List;

/// Made-up rows of one machine only: what pins on which JDK, and how scores settle.
final class SampleHistories extends SampleRows {
  SampleHistories() {
    pinning();
    traces();
  }

  private void pinning() {
    var ways =
        List.of(
            "synchronized", "ReentrantLock", "Object.wait", "native frame", "class initializer");
    for (var jdk : List.of("21", "25")) {
      for (int w = 0; w < ways.size(); w++) {
        for (int carriers : new int[] {1, 32}) {
          double floor = 5_000.0 / carriers;
          boolean pins = w >= 3 || jdk.equals("21") && w != 1;
          add(
              ChartTable.PINNING,
              cell(BIG, "pinning", "Pinning", ways.get(w), "virtual", "")
                  .with("jdk", jdk, "carriers", carriers, "threads", 1000, "floor", floor)
                  .with("blocker", "sleep")
                  .and(
                      w == 3 && jdk.equals("21")
                          ? ChartRow.missing(
                              "ms", "failed", "no foreign functions without preview on 21")
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
          var condition = "spsc, capacity " + (1 << spread);
          add(
              ChartTable.TRACES,
              cell(BIG, "messaging", "MessagingThroughput", pipe, KINDS.get(spread % 2), condition)
                  .with("spread", spread, "fork", fork, "iteration", iteration)
                  .with("phase", iteration <= 8 ? "warm-up" : "measurement")
                  .with("relative", Math.round(relative * 1000) / 1000.0));
        }
      }
    }
  }
}
