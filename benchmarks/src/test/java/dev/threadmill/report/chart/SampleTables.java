package dev.threadmill.report.chart;

import dev.threadmill.report.chart.ChartRow.Cell;
import dev.threadmill.report.chart.ChartRow.Estimate;
import java.util.ArrayList;
import java.util.List;

/// Made-up tables of two machines and two JDKs, shaped like those of real runs. Every figure comes
/// from a formula, so that they are the same always and everywhere.
public final class SampleTables {
  private static final String BIG = "epyc-9354-32c";
  private static final String SMALL = "ryzen-5950x-16c";
  private static final List<String> KINDS = List.of("platform", "virtual");

  private final List<ChartRow> rows = new ArrayList<>();

  private SampleTables() {}

  /// All rows: two machines.
  public static ChartTables everything() {
    return ChartTables.of(rows());
  }

  /// What the kept pictures show: one machine, save where machines are compared, and fewer forks.
  public static ChartTables small() {
    return ChartTables.of(rows().stream().filter(SampleTables::isInSmall).toList());
  }

  private static boolean isInSmall(ChartRow row) {
    return switch (row) {
      case ChartRow.Throughput throughput -> throughput.cell().machine().equals(BIG);
      case ChartRow.Latency latency -> latency.cell().machine().equals(BIG);
      case ChartRow.Scaling scaling -> scaling.cell().machine().equals(BIG);
      case ChartRow.Footprint footprint -> footprint.cell().machine().equals(BIG);
      case ChartRow.Fairness fairness -> fairness.cell().machine().equals(BIG);
      case ChartRow.Switch switches -> switches.cell().machine().equals(BIG);
      case ChartRow.CorePair pair -> pair.machine().equals(SMALL);
      case ChartRow.Trace trace -> trace.spread() <= 4 && trace.fork() <= 4;
      case ChartRow.Ratio ignored -> true;
      case ChartRow.Pinning ignored -> true;
      case ChartRow.Machine ignored -> true;
    };
  }

  /// Just enough for every chart, for readers to whom each mark is work.
  public static ChartTables least() {
    return ChartTables.of(rows().stream().filter(row -> isInSmall(row) && isInLeast(row)).toList());
  }

  private static boolean isInLeast(ChartRow row) {
    return switch (row) {
      case ChartRow.Throughput throughput ->
          throughput.topology().isEmpty()
              || throughput.topology().equals("spsc") && throughput.capacity().equals("64");
      case ChartRow.Latency latency -> latency.cell().contender().length() <= "Channel".length();
      case ChartRow.Scaling scaling -> scaling.cell().contender().length() <= "Mutex".length();
      case ChartRow.Footprint footprint -> footprint.depth() == 0;
      case ChartRow.Fairness fairness -> fairness.worker() < 2;
      case ChartRow.CorePair pair -> pair.from() < 3 && pair.to() < 3;
      case ChartRow.Trace trace -> trace.spread() == 1 && trace.fork() == 1;
      default -> true;
    };
  }

  static List<ChartRow> rows() {
    var sample = new SampleTables();
    for (var machine : List.of(BIG, SMALL)) {
      sample.messaging(machine);
      sample.spawning(machine);
      sample.latency(machine);
      sample.scaling(machine);
      sample.footprint(machine);
      sample.fairness(machine);
      sample.switches(machine);
      sample.cores(machine);
      sample.ratios(machine);
    }
    sample.pinning();
    sample.traces();
    sample.rows.add(
        new ChartRow.Machine(
            BIG, "25", "AMD EPYC 9354", 32, 64, 128L << 30, "Linux 6.8", 0.004, 0));
    sample.rows.add(
        new ChartRow.Machine(
            SMALL, "25", "AMD Ryzen 9 5950X", 16, 32, 64L << 30, "Linux 6.12", 0.011, 2));
    return List.copyOf(sample.rows);
  }

  private static double pace(String machine) {
    return machine.equals(BIG) ? 1 : 0.78;
  }

  private static int coresOf(String machine) {
    return machine.equals(BIG) ? 32 : 16;
  }

  private static Cell cell(
      String machine, String family, String benchmark, String contender, String kind, String when) {
    return new Cell(machine, "25", family, benchmark, contender, kind, when, coresOf(machine));
  }

  /// A figure whose interval is `spread` to both sides, as a share.
  private static Estimate about(double score, double spread, String unit) {
    double rounded = Math.round(score * 1000) / 1000.0;
    return Estimate.of(rounded, rounded * (1 - spread), rounded * (1 + spread), unit, 8);
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
            rows.add(
                new ChartRow.Throughput(
                    cell(machine, "messaging", "MessagingThroughput", pipe, kind, ""),
                    topology,
                    capacities.get(c),
                    producers,
                    consumers,
                    producers + consumers,
                    null,
                    message(machine, pipe, capacities.get(c), topology, kind, p)));
          }
        }
      }
    }
  }

  private static Estimate message(
      String machine, String pipe, String capacity, String topology, String kind, int place) {
    boolean rendezvousOnly = pipe.equals("SynchronousQueue");
    boolean hasNoRendezvous =
        pipe.equals("ArrayBlockingQueue") || pipe.equals("LinkedBlockingQueue");
    if (rendezvousOnly != capacity.equals("0") && (rendezvousOnly || hasNoRendezvous)) {
      return Estimate.notApplicable("ns/op", pipe + " has no form of capacity " + capacity);
    }
    if (pipe.equals("Channel") && topology.equals("mpmc")) {
      return Estimate.notApplicable("ns/op", "Channel has one receiver");
    }
    if (pipe.equals("jox") && capacity.equals("1") && topology.equals("mpmc")) {
      return Estimate.failed("ns/op", "a fork ended without a score");
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
                ? Estimate.notApplicable("ns/op", "more threads than this system allows")
                : about((floor + first / batch) * pace(machine), 0.04, "ns/op");
        rows.add(
            new ChartRow.Throughput(
                cell(machine, "spawning", "SpawnJoin", means, "", ""),
                "",
                "",
                null,
                null,
                null,
                batch,
                estimate));
      }
    }
  }

  private void latency(String machine) {
    double[] percentiles = {50, 90, 99, 99.9, 99.99};
    var pipes = List.of("Channel", "ArrayBlockingQueue", "LinkedBlockingQueue", "jox");
    for (int load : new int[] {20, 80}) {
      for (var kind : KINDS) {
        for (int p = 0; p < pipes.size(); p++) {
          for (int i = 0; i < percentiles.length; i++) {
            double nanos =
                900
                    * pace(machine)
                    * (1 + p * 0.35)
                    * StrictMath.pow(2.2 + load / 60.0, i)
                    * (kind.equals("virtual") ? 0.7 : 1);
            rows.add(
                new ChartRow.Latency(
                    cell(machine, "messaging", "MessagingLatency", pipes.get(p), kind, ""),
                    "spsc",
                    "1024",
                    load,
                    load * 20_000.0,
                    percentiles[i],
                    about(nanos, 0.05 + 0.05 * i, "ns")));
          }
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

  private void footprint(String machine) {
    for (var kind : KINDS) {
      for (int depth : new int[] {0, 20, 200}) {
        for (var measure : List.of("heap", "native", "resident")) {
          boolean virtual = kind.equals("virtual");
          double bytes =
              switch (measure) {
                case "heap" -> virtual ? 620 + depth * 96 : 430;
                case "native" -> virtual ? 90 : 22_000 + depth * 120;
                default -> virtual ? 1_050 + depth * 104 : 41_000 + depth * 130;
              };
          var estimate =
              virtual && measure.equals("native") && depth == 200
                  ? Estimate.notApplicable("B", "below what native memory tracking can tell")
                  : about(bytes / pace(machine), 0.06, "B");
          rows.add(
              new ChartRow.Footprint(
                  cell(machine, "footprint", "ParkedThread", kind + " thread", kind, ""),
                  10_000,
                  depth,
                  measure,
                  estimate));
        }
      }
    }
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
        for (var placement : List.of("one carrier", "any")) {
          double nanos = (m == 0 ? 140 : 3_900 + m * 900) * (kind.equals("virtual") ? 0.3 : 1);
          var estimate =
              m == 0 && placement.equals("one carrier")
                  ? Estimate.notApplicable("ns", "two that spin need two processors")
                  : about(nanos * pace(machine) * (placement.equals("any") ? 1.4 : 1), 0.05, "ns");
          rows.add(
              new ChartRow.Switch(
                  cell(machine, "switching", "PingPong", means.get(m), kind, ""),
                  placement,
                  estimate));
        }
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
          rows.add(new ChartRow.CorePair(machine, from, to, about(nanos, 0.02, "ns")));
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
              ? Estimate.notApplicable("×", "no native library for this system")
              : about(ratio, spread, "×");
      rows.add(
          new ChartRow.Ratio(
              cell(
                  machine,
                  pair.family(),
                  "Sample",
                  pair.contender(),
                  kinds ? pair.contender() : "",
                  ""),
              pair.label(),
              kinds ? "threadKind" : "contender",
              pair.baseline(),
              true,
              missing ? "" : verdict(ratio, spread),
              estimate));
    }
  }

  private static String verdict(double ratio, double spread) {
    if (ratio * (1 + spread) < 1) {
      return "faster";
    }
    if (ratio * (1 - spread) > 1) {
      return "slower";
    }
    return spread < 0.05 ? "same" : "cannot tell";
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
