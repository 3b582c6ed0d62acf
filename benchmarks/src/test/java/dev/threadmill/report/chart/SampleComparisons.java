package dev.threadmill.report.chart;

import static dev.threadmill.report.chart.SampleCells.BIG;
import static dev.threadmill.report.chart.SampleCells.SMALL;
import static dev.threadmill.report.chart.SampleCells.about;
import static dev.threadmill.report.chart.SampleCells.cell;
import static dev.threadmill.report.chart.SampleCells.coresOf;

import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Interval;
import java.util.List;

/// Made-up rows that compare: contenders with each other, and cores.
final class SampleComparisons extends SampleRows {
  SampleComparisons(String machine) {
    cores(machine);
    ratios(machine);
    answers(machine);
  }

  private void answers(String machine) {
    record Ranking(String question, String side, String best, List<String> others) {}
    var rankings =
        List.of(
            new Ranking(
                "What does starting a thread and joining it cost?",
                "bare thread",
                "virtual threads",
                List.of("platform threads")),
            new Ranking(
                "Channel or queue: what does a message cost?",
                "platform threads",
                "Channel",
                List.of("ArrayBlockingQueue", "LinkedBlockingQueue", "jox")),
            new Ranking(
                "Channel or queue: what does a message cost?",
                "virtual threads",
                machine.equals(BIG) ? "Channel" : "jox",
                List.of("ArrayBlockingQueue")),
            new Ranking("Mutex or Arc: which is faster uncontended?", "", "Arc", List.of("Mutex")));
    for (var ranking : rankings) {
      int place = rankings.indexOf(ranking);
      boolean clear = place < 3;
      var row =
          ChartRow.of("machine", machine, "jdk", "25", "question", ranking.question())
              .with("place", place, "side", ranking.side(), "winner", ranking.best())
              .with("lead", "1.62x [1.50, 1.74]", "verdict", clear ? "faster" : "undecided")
              .with("words", ranking.best() + " is 1.62x [1.50, 1.74] faster than the rest");
      add(
          ChartTable.ANSWERS,
          row.with("contender", ranking.best()).and(ChartRow.figure(1, null, null, "×", 0)));
      for (var other : ranking.others()) {
        double ratio = 1.62 * (1 + place + ranking.others().indexOf(other));
        add(ChartTable.ANSWERS, row.with("contender", other).and(about(ratio, 0.1, "×")));
      }
    }
  }

  private void cores(String machine) {
    int cores = coresOf(machine) / 2;
    for (int from = 0; from < cores; from++) {
      for (int to = 0; to < cores; to++) {
        if (from != to) {
          double nanos =
              from / 8 == to / 8 ? 21 + (from * 7 + to * 3) % 5 : 92 + (from + to * 5) % 9;
          add(
              ChartTable.CORES,
              ChartRow.of("machine", machine, "from", from, "to", to)
                  .and(about(nanos, 0.02, "ns")));
        }
      }
    }
  }

  private void ratios(String machine) {
    record Pair(String family, String label, String contender, String baseline, double ratio) {}
    var pairs =
        List.of(
            new Pair("spawning", "start and join, batch 1000", "virtual", "platform", 0.012),
            new Pair("switching", "ping-pong by park", "virtual", "platform", 0.31),
            new Pair("messaging", "Channel, spsc, capacity 64", "virtual", "platform", 0.44),
            new Pair(
                "messaging", "ArrayBlockingQueue, spsc, capacity 64", "virtual", "platform", 0.46),
            new Pair("sharing", "Mutex, 64 threads", "virtual", "platform", 1.04),
            new Pair("sharing", "computing, no waiting", "virtual", "platform", 1.19),
            new Pair("pinning", "sleep in native frame", "virtual", "platform", 3.6),
            new Pair(
                "messaging", "spsc, capacity 64, virtual", "Channel", "ArrayBlockingQueue", 0.36),
            new Pair(
                "messaging", "spsc, unbounded, virtual", "Channel", "LinkedTransferQueue", 0.71),
            new Pair("sharing", "one lock, 16 threads", "Mutex", "ReentrantLock", 0.97),
            new Pair("sharing", "clone and drop, 16 threads", "Arc", "Mutex", 0.22));
    for (var pair : pairs) {
      boolean kinds = pair.baseline().equals("platform");
      double ratio =
          pair.ratio() * (machine.equals(BIG) ? 1 : 1 + 0.5 * StrictMath.cos(pair.ratio() * 20));
      double spread = 0.03 + Math.abs(StrictMath.sin(ratio * 9)) * 0.12;
      boolean missing = machine.equals(SMALL) && pair.family().equals("pinning");
      var estimate =
          missing
              ? ChartRow.missing("×", "n/a", "no native library for this system")
              : about(ratio, spread, "×");
      var kind = kinds ? pair.contender() : "";
      add(
          ChartTable.RATIOS,
          cell(machine, pair.family(), "Sample", pair.contender(), kind, "")
              .with("label", pair.label(), "factor", kinds ? "threadKind" : "contender")
              .with("baseline", pair.baseline())
              .with("verdict", missing ? "" : verdict(ratio, spread))
              .with("words", missing ? "" : words(ratio, spread))
              .and(estimate));
    }
  }

  private static String words(double ratio, double spread) {
    double factor = Math.max(ratio, 1 / ratio);
    var interval = new Interval(factor * (1 - spread), factor * (1 + spread));
    return Figures.factor(factor, interval) + (ratio < 1 ? " faster" : " slower");
  }

  private static String verdict(double ratio, double spread) {
    if (ratio * (1 + spread) < 1) {
      return "faster";
    }
    if (ratio * (1 - spread) > 1) {
      return "slower";
    }
    if (spread < 0.05) {
      return "same";
    }
    return spread < 0.1 ? "undecided" : "unreliable";
  }
}
