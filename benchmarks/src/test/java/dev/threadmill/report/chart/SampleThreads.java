package dev.threadmill.report.chart;

import static dev.threadmill.report.chart.SampleCells.KINDS;
import static dev.threadmill.report.chart.SampleCells.about;
import static dev.threadmill.report.chart.SampleCells.cell;
import static dev.threadmill.report.chart.SampleCells.pace;

import java.util.List;

/// Made-up rows of what threads cost: to start, to keep, to switch between.
final class SampleThreads extends SampleRows {
  SampleThreads(String machine) {
    spawning(machine);
    footprint(machine);
    switches(machine);
    context(machine);
  }

  private void spawning(String machine) {
    for (int batch = 1; batch <= 100_000; batch *= 10) {
      for (var means : List.of("platform thread", "virtual thread", "cached pool", "fixed pool")) {
        double floor =
            switch (means) {
              case "platform thread" -> 28_000;
              case "virtual thread" -> 310;
              case "cached pool" -> 5_200;
              default -> 740;
            };
        double first = means.equals("virtual thread") ? 2_600 : 21_000;
        var estimate =
            means.equals("platform thread") && batch == 100_000
                ? ChartRow.missing("ns/op", "n/a", "more threads than this system allows")
                : about((floor + first / batch) * pace(machine), 0.04, "ns/op");
        add(
            ChartTable.THROUGHPUT,
            cell(machine, "spawning", "SpawnJoin", means, "", "")
                .with("topology", "", "batch", batch)
                .and(estimate));
      }
    }
  }

  private void footprint(String machine) {
    for (var kind : KINDS) {
      for (int depth : new int[] {0, 20, 200}) {
        for (var measure : List.of("heap", "native", "kernel.stack", "reserved", "total")) {
          boolean virtual = kind.equals("virtual");
          double bytes =
              switch (measure) {
                case "heap" -> virtual ? 620 + depth * 96 : 430;
                case "native" -> virtual ? 90 : 22_000 + depth * 120;
                case "kernel.stack" -> virtual ? 0 : 16_384;
                case "reserved" -> virtual ? 0 : 2_050_000;
                default -> virtual ? 710 + depth * 96 : 38_814 + depth * 120;
              };
          var estimate =
              bytes == 0 || virtual && measure.equals("native") && depth == 200
                  ? ChartRow.missing(
                      "B/thread", "n/a", "below what native memory tracking can tell")
                  : about(bytes / pace(machine), 0.06, "B/thread");
          var row =
              cell(machine, "footprint", "ParkedThread", kind + " thread", kind, "")
                  .with("threads", 10_000, "depth", depth, "metric", measure)
                  .and(estimate);
          add(ChartTable.METRICS, row);
        }
      }
    }
  }

  private void switches(String machine) {
    var means =
        List.of(
            "volatile spin",
            "park and unpark",
            "Channel",
            "Exchanger",
            "SynchronousQueue",
            "wait and notify",
            "Semaphore");
    for (int m = 0; m < means.size(); m++) {
      for (var kind : KINDS) {
        for (var placement : List.of("one carrier", "any carrier")) {
          double nanos = (m == 0 ? 140 : 3_900 + m * 900) * (kind.equals("virtual") ? 0.3 : 1);
          var estimate =
              m == 0 && placement.equals("one carrier")
                  ? ChartRow.missing("ns/op", "n/a", "two that spin need two processors")
                  : about(
                      nanos * pace(machine) * (placement.equals("any carrier") ? 1.4 : 1),
                      0.05,
                      "ns/op");
          add(
              ChartTable.SWITCHES,
              cell(machine, "switching", "PingPong", means.get(m), kind, "")
                  .with("carriers", placement.equals("any carrier") ? "all" : Integer.valueOf(1))
                  .and(estimate));
        }
      }
    }
  }

  /// A benchmark that no chart is made for.
  private void context(String machine) {
    for (var kind : KINDS) {
      add(
          ChartTable.THROUGHPUT,
          cell(machine, "context", "ContextRead", "parameter", kind, "6 values")
              .with("topology", "")
              .and(about(2.2 * pace(machine), 0.02, "ns/op")));
      add(
          ChartTable.THROUGHPUT,
          cell(machine, "context", "ContextRead", "ThreadLocal", kind, "6 values")
              .with("topology", "")
              .and(
                  kind.equals("virtual")
                      ? ChartRow.missing("ns/op", "n/a", "not measured with virtual threads")
                      : about(4.1 * pace(machine), 0.05, "ns/op")));
    }
  }
}
