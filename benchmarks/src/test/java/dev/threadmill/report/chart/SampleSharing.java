package dev.threadmill.report.chart;

import static dev.threadmill.report.chart.SampleCells.KINDS;
import static dev.threadmill.report.chart.SampleCells.about;
import static dev.threadmill.report.chart.SampleCells.cell;
import static dev.threadmill.report.chart.SampleCells.coresOf;
import static dev.threadmill.report.chart.SampleCells.pace;

import dev.threadmill.report.chart.ChartRow.Cell;
import dev.threadmill.report.chart.ChartRow.Estimate;
import java.util.ArrayList;
import java.util.List;

/// Made-up rows of what threads share: how it scales, and who gets how much of it.
final class SampleSharing {
  private final List<ChartRow> rows = new ArrayList<>();

  private SampleSharing() {}

  static List<ChartRow> of(String machine) {
    var sample = new SampleSharing();
    sample.scaling(machine);
    sample.fairness(machine);
    return sample.rows;
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
          scalingPoint(machine, rungs.get(r), r, kind, "threads", threads, "measured");
        }
        for (int used = 1; used <= cores; used *= 2) {
          scalingPoint(machine, rungs.get(r), r, kind, "cores", used, "measured");
          scalingPoint(machine, rungs.get(r), r, kind, "cores", used, "usl");
          if (used < cores) {
            scalingPoint(machine, rungs.get(r), r, kind, "cores", used * Math.sqrt(2), "usl");
          }
        }
      }
    }
  }

  private void scalingPoint(
      String machine,
      String rung,
      int place,
      String kind,
      String sweep,
      double workers,
      String what) {
    double contention =
        rung.contains("per thread") || rung.equals("LongAdder") ? 0.005 : 0.35 + 0.12 * place;
    double crosstalk = contention < 0.01 ? 0 : 0.012;
    double used = Math.min(workers, coresOf(machine));
    double alone = 9e7 / (1 + place * 0.4) / pace(machine) * (kind.equals("virtual") ? 0.9 : 1);
    double all = alone * used / (1 + contention * (used - 1) + crosstalk * used * (used - 1));
    boolean lock = place >= 4;
    double wobble = what.equals("usl") ? 1 : 1 + 0.06 * StrictMath.sin(workers + place);
    var estimate =
        what.equals("usl")
            ? Estimate.withoutInterval(Math.round(all), "op/s", 8)
            : about(Math.round(all * wobble), lock ? 0.11 : 0.04, "op/s");
    rows.add(
        new ChartRow.Scaling(
            new Cell(
                machine,
                "25",
                "sharing",
                "SharedCounter",
                rung,
                kind,
                "",
                sweep.equals("cores") ? (int) workers : coresOf(machine)),
            sweep,
            Math.round(workers * 100) / 100.0,
            what,
            estimate));
  }

  private void fairness(String machine) {
    var locks =
        List.of("Mutex", "ReentrantLock", "ReentrantLock fair", "synchronized", "StampedLock");
    for (int l = 0; l < locks.size(); l++) {
      for (var kind : KINDS) {
        for (int worker = 0; worker < 16; worker++) {
          boolean fair = locks.get(l).endsWith("fair");
          double lean = fair ? 0.01 : 0.12 + 0.16 * l;
          double share =
              1 + lean * StrictMath.sin(worker * 2.4 + l) * (kind.equals("virtual") ? 0.6 : 1);
          rows.add(
              new ChartRow.Fairness(
                  cell(machine, "fairness", "LockShare", locks.get(l), kind, ""),
                  16,
                  worker,
                  Math.round(share * 1000) / 1000.0,
                  Math.round(1000 / (1 + lean * lean / 2)) / 1000.0,
                  "ok",
                  ""));
        }
      }
    }
    rows.add(
        new ChartRow.Fairness(
            cell(machine, "fairness", "LockShare", "Semaphore", "virtual", ""),
            16,
            0,
            null,
            null,
            "n/a",
            "not run with virtual threads"));
  }
}
