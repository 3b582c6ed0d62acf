package dev.threadmill.report.chart;

import static dev.threadmill.report.chart.SampleCells.KINDS;
import static dev.threadmill.report.chart.SampleCells.about;
import static dev.threadmill.report.chart.SampleCells.cell;
import static dev.threadmill.report.chart.SampleCells.coresOf;
import static dev.threadmill.report.chart.SampleCells.pace;

import java.util.List;

/// Made-up rows of what threads share: how it scales, and who gets how much of it.
final class SampleSharing extends SampleRows {
  SampleSharing(String machine) {
    scaling(machine);
    published(machine);
    fairness(machine);
    lostUpdates(machine);
    starvation(machine);
  }

  private void lostUpdates(String machine) {
    var counters = List.of("getAndAdd", "volatile", "plain");
    for (int c = 0; c < counters.size(); c++) {
      for (var kind : KINDS) {
        for (int threads = 1; threads <= 4; threads *= 2) {
          double lost = c == 0 ? 0 : 100 * (1 - 1 / StrictMath.pow(threads, 0.3 * c));
          add(
              ChartTable.METRICS,
              cell(machine, "sharing", "RacyCounter", counters.get(c), kind, "")
                  .with("threads", threads, "metric", "updates.lost")
                  .and(
                      lost == 0
                          ? ChartRow.figure(0, null, null, "%", 8)
                          : about(lost / pace(machine), 0.05, "%")));
        }
      }
    }
  }

  private void scaling(String machine) {
    var rungs =
        List.of(
            "Rc per thread",
            "Arc",
            "AtomicLong",
            "LongAdder",
            "Mutex",
            "ReentrantLock",
            "synchronized",
            "StampedLock");
    int cores = coresOf(machine);
    for (int r = 0; r < rungs.size(); r++) {
      for (var kind : KINDS) {
        for (int threads = 1; threads <= cores * 4; threads *= 2) {
          scalingPoint(machine, rungs.get(r), r, kind, "threads", threads);
        }
        for (int used = 1; used <= cores; used *= 2) {
          scalingPoint(machine, rungs.get(r), r, kind, "cores", used);
        }
      }
    }
  }

  private void scalingPoint(
      String machine, String rung, int place, String kind, String sweep, int workers) {
    double contention =
        rung.contains("per thread") || rung.equals("LongAdder") ? 0.005 : 0.35 + 0.12 * place;
    double crosstalk = contention < 0.01 ? 0 : 0.012;
    double used = Math.min(workers, coresOf(machine));
    double alone = 9e7 / (1 + place * 0.4) / pace(machine) * (kind.equals("virtual") ? 0.9 : 1);
    double all = alone * used / (1 + contention * (used - 1) + crosstalk * used * (used - 1));
    boolean lock = place >= 4;
    double wobble = 1 + 0.06 * StrictMath.sin(workers + place);
    add(
        ChartTable.SCALING,
        cell(machine, "sharing", "SharedCounter", rung, kind, "")
            .with("cores", sweep.equals("cores") ? workers : coresOf(machine))
            .with("sweep", sweep, "workers", workers)
            .and(about(Math.round(all * wobble), lock ? 0.11 : 0.04, "op/s")));
  }

  /// Curves as others publish them: of one cluster of cores or several, without an interval.
  private void published(String machine) {
    var subjects = List.of("atomic addition", "lock", "private counter");
    for (int s = 0; s < subjects.size(); s++) {
      for (int clusters = 1; clusters <= 2; clusters++) {
        for (int cores = 1; cores <= 16 * clusters; cores *= 2) {
          double nanos =
              s == 2 ? 5.0 / cores : cores == 1 ? 6 : 20 * (1 + s + clusters * cores / 16.0);
          add(
              ChartTable.PUBLISHED,
              ChartRow.of(
                      "subject",
                      subjects.get(s),
                      "ours",
                      false,
                      "machine",
                      clusters + " clusters beside " + machine,
                      "clusters",
                      clusters,
                      "contender",
                      "curve-" + clusters,
                      "condition",
                      "",
                      "workers",
                      cores,
                      "source",
                      "somebody/somewhere: README.md")
                  .and(ChartRow.figure(1e9 / nanos, null, null, "op/s", 0)));
        }
      }
      for (int cores = 1; cores <= 2 && s < 2; cores++) {
        add(
            ChartTable.PUBLISHED,
            ChartRow.of(
                    "subject",
                    subjects.get(s),
                    "ours",
                    true,
                    "machine",
                    machine,
                    "jdk",
                    "25",
                    "contender",
                    s == 0 ? "getAndAdd" : "Mutex",
                    "condition",
                    "",
                    "workers",
                    cores,
                    "source",
                    "")
                .and(about(Math.round(8e7 / pace(machine) / (cores + s)), 0.05, "op/s")));
      }
    }
  }

  private void fairness(String machine) {
    var locks =
        List.of("Mutex", "ReentrantLock", "ReentrantLock fair", "synchronized", "StampedLock");
    for (int l = 0; l < locks.size(); l++) {
      for (var kind : KINDS) {
        double lean = locks.get(l).endsWith("fair") ? 0.01 : 0.5 + 0.1 * l;
        for (var window : List.of("100ms", "1s", "5s")) {
          share(machine, locks.get(l), kind, "min", window, about(1 - lean, 0.02, "of even"));
          share(machine, locks.get(l), kind, "max", window, about(1 + 5 * lean, 0.02, "of even"));
          share(machine, locks.get(l), kind, "jain", window, about(1 / (1 + lean), 0.01, ""));
          lean *= kind.equals("virtual") ? 0.5 : 0.4;
        }
      }
    }
    var why = ChartRow.missing("", "n/a", "not run with virtual threads");
    share(machine, "Semaphore", "virtual", "min", "1s", why);
  }

  private void share(
      String machine, String lock, String kind, String which, String window, ChartRow figure) {
    add(
        ChartTable.METRICS,
        cell(machine, "fairness", "LockShares", lock, kind, "")
            .with("threads", 16, "metric", "share." + which + "." + window)
            .and(figure));
  }

  private void starvation(String machine) {
    var courtesies = List.of("none", "yield", "spin wait", "park nanos", "sleep", "blocking read");
    for (int busy = 1; busy <= 2; busy++) {
      for (var kind : KINDS) {
        for (int c = 0; c < courtesies.size(); c++) {
          boolean starves = kind.equals("virtual") && (c == 0 || c == 1 && busy > 1 || c == 2);
          for (double percentile : List.of(50.0, 90.0, 99.0)) {
            double delay = 4e4 * busy * (1 + c % 4) * StrictMath.pow(percentile / 40, 3);
            var figure =
                starves && percentile > 50
                    ? ChartRow.figure(5e9, null, null, "ns", 8).with("bound", "at least")
                    : about(Math.round(delay / pace(machine)), 0.15, "ns");
            add(
                ChartTable.LATENCY,
                cell(machine, "fairness", "Starvation", courtesies.get(c), kind, "")
                    .with("busyPerCore", busy, "wokenBy", "timer", "histogram", "probe.delay")
                    .with("percentile", percentile, "rate", 1000.0)
                    .and(figure));
          }
        }
      }
    }
  }
}
