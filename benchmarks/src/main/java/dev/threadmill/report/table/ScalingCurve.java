package dev.threadmill.report.table;

import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.results.Cell;
import dev.threadmill.stats.RoundBootstrap;
import dev.threadmill.stats.scaling.UslFit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
    return Stream.concat(
            along("threads", source, cells.stream().filter(cell -> source.cores(cell) == most)),
            along(
                Cell.CORES,
                source,
                cells.stream()
                    .filter(cell -> Objects.equals(cell.cores(), CellRows.whole(cell, "threads")))))
        .toList();
  }

  private static Stream<ScalingCurve> along(String sweep, Source source, Stream<Cell> cells) {
    Map<Map<String, String>, TreeMap<Integer, Cell>> curves = new LinkedHashMap<>();
    cells.forEach(
        cell -> {
          var others = cell.coordinates();
          others.put("benchmark", cell.benchmark());
          others.keySet().removeAll(Set.of("threads", Cell.CORES));
          curves
              .computeIfAbsent(others, any -> new TreeMap<>())
              .put(CellRows.whole(cell, "threads"), cell);
        });
    return curves.values().stream()
        .filter(levels -> levels.size() > 1)
        .map(levels -> new ScalingCurve(source, sweep, levels, law(source, levels)));
  }

  private static Optional<UslFit> law(Source source, TreeMap<Integer, Cell> levels) {
    var measured =
        levels.entrySet().stream()
            .filter(level -> !source.ended(level.getValue()).isEmpty())
            .toList();
    if (measured.size() < FEWEST_LEVELS) {
      return Optional.empty();
    }
    var perRound = measured.stream().map(level -> perSecond(source, level.getValue())).toList();
    var throughput =
        perRound.stream()
            .flatMap(level -> level.keySet().stream())
            .distinct()
            .sorted()
            .map(
                round ->
                    perRound.stream()
                        .mapToDouble(level -> level.getOrDefault(round, Double.NaN))
                        .toArray())
            .toArray(double[][]::new);
    var cell = levels.lastEntry().getValue();
    int cpus = source.cores(cell);
    return Optional.of(
        UslFit.of(
            measured.stream().mapToInt(Map.Entry::getKey).toArray(),
            throughput,
            new UslFit.Ground(cpus, isMixed(source, cpus)),
            new RoundBootstrap(RoundBootstrap.INTERACTIVE, cell.id().hashCode())));
  }

  /// What the fork of each round did in a second.
  private static Map<Integer, Double> perSecond(Source source, Cell cell) {
    Map<Integer, Double> byRound = new HashMap<>();
    for (var fork : source.ended(cell)) {
      Times.nanos(cell, fork)
          .ifPresent(nanos -> byRound.putIfAbsent(fork.round(), NANOS_IN_SECOND / nanos));
    }
    return byRound;
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
    return rows.cell(cell, Set.of("threads", Cell.CORES))
        .with("sweep", sweep, "workers", workers, "kind", kind);
  }
}
