package dev.threadmill.report.table;

import dev.threadmill.report.chart.ChartRow;
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
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One contender at rising numbers of workers, all else equal, and the law that fits it.
///
/// @param sweep what rises: `threads`, or `cores` with a thread each
/// @param cells by the number of workers
/// @param law empty where there are too few levels to fit one
public record ScalingCurve(
    Source source, String sweep, TreeMap<Integer, Cell> cells, Optional<UslFit> law) {
  private static final String FAMILY = "sharing";
  private static final String UNIT = "op/s";
  private static final double NANOS_IN_SECOND = 1e9;
  private static final int FEWEST_LEVELS = 6;

  /// The curves of what threads share: those by threads at the most cores that were used, and those
  /// by cores.
  static List<ScalingCurve> of(Source source) {
    var cells =
        source.run().cells().stream()
            .filter(cell -> cell.family().equals(FAMILY))
            .filter(cell -> CellRows.whole(cell, "threads") != null)
            .toList();
    int most = cells.stream().mapToInt(source::cores).max().orElse(0);
    List<ScalingCurve> curves = new ArrayList<>();
    add(
        curves,
        source,
        "threads",
        cells.stream().filter(cell -> source.cores(cell) == most).toList());
    add(
        curves,
        source,
        Cell.CORES,
        cells.stream()
            .filter(cell -> Objects.equals(cell.cores(), CellRows.whole(cell, "threads")))
            .toList());
    return curves;
  }

  private static void add(
      List<ScalingCurve> curves, Source source, String sweep, List<Cell> cells) {
    Map<Map<String, String>, TreeMap<Integer, Cell>> byCurve = new LinkedHashMap<>();
    for (var cell : cells) {
      var others = cell.coordinates();
      others.put("benchmark", cell.benchmark());
      others.remove("threads");
      others.remove(Cell.CORES);
      byCurve
          .computeIfAbsent(others, any -> new TreeMap<>())
          .put(CellRows.whole(cell, "threads"), cell);
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
        .map(nanos -> NANOS_IN_SECOND / nanos)
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

  /// The points of the curve, and of the law where that may be quoted.
  Stream<ChartRow> rows(CellRows rows) {
    return Stream.concat(
        cells.entrySet().stream().flatMap(level -> measured(rows, level)),
        law.filter(fit -> fit.withheldParameters().isEmpty()).stream()
            .flatMap(fit -> fitted(rows, fit)));
  }

  private Stream<ChartRow> measured(CellRows rows, Map.Entry<Integer, Cell> level) {
    var result = source.result(level.getValue());
    return Times.nanos(result)
        .map(time -> time.inverse().times(NANOS_IN_SECOND).in(UNIT))
        .or(() -> Times.missing(result, UNIT))
        .map(point(rows, level.getValue(), level.getKey(), "measured")::and)
        .stream();
  }

  /// The law at numbers of workers that make it smooth on a logarithmic axis.
  private Stream<ChartRow> fitted(CellRows rows, UslFit fit) {
    double last = cells.lastKey();
    int steps = (int) Math.ceil(2 * Math.log(last) / Math.log(2));
    return IntStream.rangeClosed(0, steps)
        .mapToObj(
            step -> {
              double workers = Math.min(last, Math.pow(2, step / 2.0));
              return point(rows, cells.lastEntry().getValue(), workers, "usl")
                  .and(ChartRow.figure(fit.curve().throughput(workers), null, null, UNIT, 0));
            });
  }

  private ChartRow point(CellRows rows, Cell cell, double workers, String kind) {
    return rows.cell(cell, null, Set.of("threads", Cell.CORES))
        .with("sweep", sweep, "workers", workers, "kind", kind);
  }
}
