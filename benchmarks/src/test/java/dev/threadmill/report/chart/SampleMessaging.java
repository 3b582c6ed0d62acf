package dev.threadmill.report.chart;

import static dev.threadmill.report.chart.SampleCells.KINDS;
import static dev.threadmill.report.chart.SampleCells.about;
import static dev.threadmill.report.chart.SampleCells.cell;
import static dev.threadmill.report.chart.SampleCells.pace;

import java.util.List;

/// Made-up rows of what a message takes, and how long one waits.
final class SampleMessaging extends SampleRows {
  SampleMessaging(String machine) {
    messaging(machine);
    latency(machine);
  }

  private void messaging(String machine) {
    var pipes =
        List.of(
            "Channel",
            "ArrayBlockingQueue",
            "LinkedBlockingQueue",
            "LinkedTransferQueue",
            "SynchronousQueue",
            "jox");
    var capacities = List.of("0", "1", "64", "1024", "unbounded");
    for (int p = 0; p < pipes.size(); p++) {
      for (int c = 0; c < capacities.size(); c++) {
        for (var topology : List.of("spsc", "mpsc", "mpmc")) {
          for (var kind : KINDS) {
            var pipe = pipes.get(p);
            int producers = topology.equals("spsc") ? 1 : 4;
            int consumers = topology.equals("mpmc") ? 4 : 1;
            var capacity = capacities.get(c);
            add(
                ChartTable.THROUGHPUT,
                cell(machine, "messaging", "MessagingThroughput", pipe, kind, "")
                    .with("topology", topology, "threads", producers + consumers)
                    .with(
                        "capacity", capacity.matches("\\d+") ? Integer.valueOf(capacity) : capacity)
                    .with("producers", producers, "consumers", consumers)
                    .and(message(machine, pipe, capacity, topology, kind, p)));
          }
        }
      }
    }
  }

  private static ChartRow message(
      String machine, String pipe, String capacity, String topology, String kind, int place) {
    boolean rendezvousOnly = pipe.equals("SynchronousQueue");
    boolean hasNoRendezvous =
        pipe.equals("ArrayBlockingQueue") || pipe.equals("LinkedBlockingQueue");
    if (rendezvousOnly != capacity.equals("0") && (rendezvousOnly || hasNoRendezvous)) {
      return ChartRow.missing("ns/op", "n/a", pipe + " has no form of capacity " + capacity);
    }
    if (pipe.equals("Channel") && topology.equals("mpmc")) {
      return ChartRow.missing("ns/op", "n/a", "Channel has one receiver");
    }
    if (pipe.equals("jox") && capacity.equals("1") && topology.equals("mpmc")) {
      return ChartRow.missing("ns/op", "failed", "a fork ended without a score");
    }
    double base =
        switch (capacity) {
          case "0" -> 2400;
          case "1" -> 1700;
          case "64" -> 120;
          case "1024" -> 45;
          default -> 28;
        };
    double crowd = topology.equals("spsc") ? 1 : 1.9;
    double lighter = kind.equals("virtual") ? 0.42 : 1;
    return about(
        base * crowd * lighter * (1 + place * 0.45) * pace(machine), 0.03 + place * 0.02, "ns/op");
  }

  /// A run of today's, at rates and beside a control.
  private void latency(String machine) {
    var pipes = List.of("Channel", "ArrayBlockingQueue", "LinkedBlockingQueue", "jox");
    for (int rate : new int[] {1_000, 100_000}) {
      for (var kind : KINDS) {
        double pacing = (rate == 1_000 ? 60_000 : 400) * pace(machine);
        for (int p = 0; p < pipes.size(); p++) {
          double hop = 900 * pace(machine) * (1 + p * 0.35) * (kind.equals("virtual") ? 0.7 : 1);
          percentiles(machine, pipes.get(p), kind, rate, "latency", pacing + hop, 2.2 + rate / 2e5);
          percentiles(machine, pipes.get(p), kind, rate, "control", pacing, 1.9);
        }
      }
    }
  }

  private void percentiles(
      String machine,
      String pipe,
      String kind,
      int rate,
      String histogram,
      double median,
      double growth) {
    double[] percentiles = {50, 90, 99, 99.9, 99.99};
    for (int i = 0; i < percentiles.length; i++) {
      add(
          ChartTable.LATENCY,
          cell(machine, "messaging", "MessagingLatency", pipe, kind, "")
              .with("topology", "spsc", "threads", 2)
              .with("capacity", 64, "rate", rate)
              .with("histogram", histogram, "percentile", percentiles[i])
              .and(about(median * StrictMath.pow(growth, i), 0.05 + 0.05 * i, "ns")));
    }
  }
}
