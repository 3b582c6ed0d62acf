package dev.threadmill.report.table;

import dev.threadmill.questions.Names;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.stats.RoundBootstrap;
import dev.threadmill.stats.scaling.UslFit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// One contender at rising numbers of workers, all else equal, and the law that fits it.
///
/// @param sweep what rises: `threads`, or `cores` with a thread each
/// @param cells by the number of workers
/// @param law empty where there are too few levels to fit one
public record ScalingCurve(
    Source source, String sweep, TreeMap<Integer, Cell> cells, Optional<UslFit> law) {
  static final String BY_THREADS = "threads";
  static final String BY_CORES = "cores";

  private static final int FEWEST_LEVELS = 6;

  /// The curves of a run's counters: those by threads at the most cores that were used, and those
  /// by cores.
  static List<ScalingCurve> of(Source source) {
    var cells =
        source.run().cells().stream()
            .filter(cell -> Names.benchmark(cell).equals("SharedCounter"))
            .filter(cell -> Whole.of(cell, "threads") != null)
            .toList();
    int most = cells.stream().mapToInt(source::cores).max().orElse(0);
    List<ScalingCurve> curves = new ArrayList<>();
    add(
        curves,
        source,
        BY_THREADS,
        cells.stream().filter(cell -> source.cores(cell) == most).toList());
    add(
        curves,
        source,
        BY_CORES,
        cells.stream()
            .filter(cell -> Objects.equals(cell.cores(), Whole.of(cell, "threads")))
            .toList());
    return curves;
  }

  private static void add(
      List<ScalingCurve> curves, Source source, String sweep, List<Cell> cells) {
    Map<Map<String, String>, TreeMap<Integer, Cell>> byCurve = new LinkedHashMap<>();
    for (var cell : cells) {
      var others = cell.coordinates();
      others.remove("threads");
      others.remove(Cell.CORES);
      byCurve
          .computeIfAbsent(others, any -> new TreeMap<>())
          .put(Whole.of(cell, "threads", 1), cell);
    }
    byCurve.values().stream()
        .filter(levels -> levels.size() > 1)
        .forEach(
            levels -> curves.add(new ScalingCurve(source, sweep, levels, law(source, levels))));
  }

  private static Optional<UslFit> law(Source source, TreeMap<Integer, Cell> levels) {
    var measured = new TreeMap<Integer, List<ForkRecord>>();
    levels.forEach(
        (workers, cell) -> {
          var ended = source.ended(cell);
          if (!ended.isEmpty()) {
            measured.put(workers, ended);
          }
        });
    if (measured.size() < FEWEST_LEVELS) {
      return Optional.empty();
    }
    SortedSet<Integer> rounds = new TreeSet<>();
    measured.values().forEach(forks -> forks.forEach(fork -> rounds.add(fork.round())));
    var throughput =
        rounds.stream()
            .map(
                round ->
                    measured.entrySet().stream()
                        .mapToDouble(
                            level ->
                                perSecond(
                                    Objects.requireNonNull(levels.get(level.getKey())),
                                    level.getValue(),
                                    round))
                        .toArray())
            .toArray(double[][]::new);
    var cell = levels.lastEntry().getValue();
    int cpus = source.cores(cell);
    return Optional.of(
        UslFit.of(
            measured.keySet().stream().mapToInt(Integer::intValue).toArray(),
            throughput,
            new UslFit.Ground(cpus, isMixed(source, cpus)),
            new RoundBootstrap(RoundBootstrap.INTERACTIVE, cell.id().hashCode())));
  }

  /// What the round's fork did in a second; NaN where it is missing.
  private static double perSecond(Cell cell, List<ForkRecord> forks, int round) {
    return forks.stream()
        .filter(fork -> fork.round() == round)
        .flatMapToDouble(fork -> Times.nanos(cell, fork).stream())
        .map(nanos -> 1e9 / nanos)
        .findFirst()
        .orElse(Double.NaN);
  }

  /// Whether so many CPUs are more than there are cores, or lie in several nodes of memory.
  private static boolean isMixed(Source source, int cpus) {
    var manifest = source.run().manifest();
    var fingerprint = manifest == null ? null : manifest.fingerprint();
    if (fingerprint == null || !fingerprint.processor().topology().known()) {
      return true;
    }
    var topology = fingerprint.processor().topology();
    int used = Math.min(cpus, topology.size());
    long nodes = topology.cpus().stream().limit(used).map(cpu -> cpu.node()).distinct().count();
    return used > topology.cores() || nodes > 1;
  }

  /// The numbers of workers at which a fitted curve is drawn: smooth on a logarithmic axis.
  List<Double> fittedAt() {
    double last = cells.lastKey();
    int steps = (int) Math.ceil(2 * Math.log(last) / Math.log(2));
    return IntStream.rangeClosed(0, steps)
        .mapToObj(step -> Math.min(last, Math.pow(2, step / 2.0)))
        .toList();
  }
}
