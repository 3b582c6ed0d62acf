package dev.threadmill.report.chart;

import static dev.threadmill.report.chart.SampleCells.about;
import static dev.threadmill.report.chart.SampleCells.cell;
import static dev.threadmill.report.chart.SampleCells.pace;

import java.util.List;

/// Made-up rows of the same benchmarks on several runtimes.
final class SampleRuntimes extends SampleRows {
  private record Contender(String runtime, String name, String model, double nanos, double cpus) {}

  SampleRuntimes(String machine) {
    messages(machine);
    memory(machine);
    fiveQuestions(machine);
  }

  /// What the chart of five questions asks for, beside the memory: a lock is missing in Erlang.
  private void fiveQuestions(String machine) {
    var units =
        List.of(
            new Contender("JVM", "platform", "1:1", 400, 1),
            new Contender("JVM", "virtual", "M:N", 60, 1),
            new Contender("JVM", "coroutines", "M:N", 90, 1),
            new Contender("Rust", "Rust", "1:1", 300, 1),
            new Contender("Go", "goroutines", "M:N", 70, 1),
            new Contender("Erlang", "Erlang processes", "M:N", 150, 1));
    for (var unit : units) {
      var row =
          cell(machine, "", "", unit.name, "", "")
              .with(
                  "runtime",
                  unit.runtime,
                  "model",
                  unit.model,
                  "threadKind",
                  unit.name,
                  "subject",
                  "five questions",
                  "quantity",
                  "time",
                  "cpu",
                  unit.nanos);
      double nanos = unit.nanos * pace(machine);
      add(
          ChartTable.RUNTIMES,
          row.with("benchmark", "SpawnJoin", "constant", "BARE_THREAD", "batch", 100)
              .and(about(nanos * 9, 0.05, "ns/op")));
      add(
          ChartTable.RUNTIMES,
          row.with("benchmark", "PingPong", "constant", "CHANNEL")
              .and(about(nanos * 4, 0.2, "ns/op")));
      add(
          ChartTable.RUNTIMES,
          row.with(
                  "benchmark",
                  "MessagingThroughput",
                  "constant",
                  "CHANNEL",
                  "capacity",
                  64,
                  "producers",
                  4)
              .and(about(nanos, 0.1, "ns/op")));
      add(
          ChartTable.RUNTIMES,
          row.with("benchmark", "SharedCounter", "constant", "MUTEX", "threads", 4)
              .and(
                  unit.runtime.equals("Erlang")
                      ? ChartRow.missing("ns/op", "n/a", "nothing is shared")
                      : about(nanos / 2, 0.1, "ns/op")));
    }
  }

  private void messages(String machine) {
    var contenders =
        List.of(
            new Contender("JVM", "Channel with platform threads", "1:1", 410, 1.7),
            new Contender("JVM", "Channel with virtual threads", "M:N", 66, 1.2),
            new Contender("JVM", "Disruptor spinning", "does not block", 21, 2),
            new Contender("Rust", "Rust mpsc", "1:1", 310, 1.6),
            new Contender("Tokio", "Tokio mpsc", "M:N", 120, 1.9),
            new Contender("Go", "Go chan", "M:N", 74, 1.1));
    for (int capacity : new int[] {64, 1024}) {
      for (var one : contenders) {
        var row =
            cell(machine, "messaging", "MessagingThroughput", one.name, "", "capacity " + capacity)
                .with(
                    "runtime",
                    one.runtime,
                    "model",
                    one.model,
                    "subject",
                    "message",
                    "quantity",
                    "time",
                    "capacity",
                    capacity);
        double nanos = one.nanos * pace(machine) * 64 / StrictMath.sqrt(64.0 * capacity);
        boolean none = one.runtime.equals("Tokio") && capacity == 1024;
        add(
            ChartTable.RUNTIMES,
            none
                ? row.and(ChartRow.missing("ns/op", "n/a", "so large a channel is not made"))
                : row.with(
                        "cpu",
                        nanos * one.cpus,
                        "cold",
                        one.runtime.equals("JVM") ? nanos * 3 : null)
                    .and(about(nanos, 0.06, "ns/op")));
      }
    }
  }

  private void memory(String machine) {
    var contenders =
        List.of(
            new Contender("JVM", "platform threads", "1:1", 118_000, 0),
            new Contender("JVM", "virtual threads", "M:N", 1_900, 0),
            new Contender("Rust", "Rust threads", "1:1", 29_000, 0),
            new Contender("Tokio", "Tokio tasks", "M:N", 450, 0),
            new Contender("Go", "goroutines", "M:N", 2_800, 0));
    for (int threads = 1_000; threads <= 100_000; threads *= 10) {
      for (var one : contenders) {
        var row =
            cell(machine, "footprint", "ParkedThread", one.name, "", "")
                .with(
                    "runtime",
                    one.runtime,
                    "model",
                    one.model,
                    "subject",
                    "start and park",
                    "threadKind",
                    one.name.replace(" threads", ""),
                    "quantity",
                    "memory",
                    "threads",
                    threads);
        add(
            ChartTable.RUNTIMES,
            one.model.equals("1:1") && threads == 100_000
                ? row.and(ChartRow.missing("B", "n/a", "more threads than this system allows"))
                : row.and(about(one.nanos * (1 + 1_000.0 / threads), 0.02, "B")));
      }
    }
  }
}
