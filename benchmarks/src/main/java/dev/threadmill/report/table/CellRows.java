package dev.threadmill.report.table;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.questions.Names;
import dev.threadmill.questions.Question;
import dev.threadmill.questions.Questions;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.PlainText;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.results.Quantity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The rows of one run that are about single cells. Which cells a table has is decided by what
/// their forks report, and never by the name of a benchmark; the charts choose among them.
final class CellRows {
  private static final String PRODUCERS = "producers";
  private static final String CONSUMERS = "consumers";
  private static final String CAPACITY = "capacity";
  private static final String THREADS = "threads";
  private static final String BYTES_A_THREAD = "B/thread";

  private static final String FLOOR = "bound.pinned";

  /// What a benchmark reports whose operations may be lost, so that it has no rate to show.
  private static final String LOST = "updates.lost";

  private static final String RATE = "op/s";
  private static final double NANOS_IN_SECOND = 1e9;

  private final Source source;
  private final Conditions conditions;

  /// By benchmark the metrics that its forks report, with their units. A cell whose forks failed
  /// reports none, and lacks those that the benchmark's other cells have.
  private final Map<String, Map<String, String>> metrics = new HashMap<>();

  private final Map<String, Set<String>> histograms = new HashMap<>();

  CellRows(Source source, Conditions conditions) {
    this.source = source;
    this.conditions = conditions;
    for (var cell : source.run().cells()) {
      var ended = source.ended(cell);
      var own = metrics.computeIfAbsent(cell.benchmark(), any -> new LinkedHashMap<>());
      ended.stream()
          .flatMap(fork -> fork.measured().stream())
          .forEach(it -> it.metrics().forEach((name, value) -> own.put(name, value.unit())));
      histograms
          .computeIfAbsent(cell.benchmark(), any -> new LinkedHashSet<>())
          .addAll(LatencyFiles.names(ended));
    }
  }

  /// The columns that say what was measured, where and under which conditions.
  ///
  /// @param held parameters that the condition leaves out, because charts show them otherwise
  ChartRow cell(Cell cell, Set<String> held) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    cell.params()
        .forEach(
            (name, value) -> {
              var number = cell.whole(name);
              parameters.put(PlainText.of(name), number == null ? Names.value(cell, name) : number);
            });
    return new ChartRow(parameters).and(place(cell, held));
  }

  /// The same without the parameters.
  ChartRow place(Cell cell, Set<String> held) {
    return ChartRow.of(
        "machine", source.machine(),
        "jdk", source.jdk(cell),
        "family", cell.family(),
        "benchmark", Names.benchmark(cell),
        "contender", Names.contender(cell),
        "threadKind", Names.threadKind(cell),
        "condition", String.join(", ", conditions.differing(cell, held)),
        "cores", source.cores(cell));
  }

  /// The columns of a cell with how many threads hand over to how many.
  private ChartRow handingOver(Cell cell, String... held) {
    var left = new HashSet<>(List.of(held));
    left.addAll(shownByTopology(cell));
    var producers = cell.whole(PRODUCERS);
    var row = cell(cell, left).with("topology", topology(cell));
    return producers == null ? row : row.with(THREADS, producers + consumers(cell));
  }

  private static int consumers(Cell cell) {
    var consumers = cell.whole(CONSUMERS);
    return consumers == null ? 1 : consumers;
  }

  /// `spsc`, `mpsc`, `spmc`, `mpmc`, or nothing.
  static String topology(Cell cell) {
    var producers = cell.whole(PRODUCERS);
    return producers == null
        ? ""
        : (producers > 1 ? "mp" : "sp") + (consumers(cell) > 1 ? "mc" : "sc");
  }

  /// The parameters that the topology makes unneeded: how many, where "many" is always as many.
  Set<String> shownByTopology(Cell cell) {
    var shown = new HashSet<String>();
    for (var name : Set.of(PRODUCERS, CONSUMERS)) {
      if (conditions.values(cell, name).stream().filter(value -> !value.equals("1")).count() <= 1) {
        shown.add(name);
      }
    }
    return shown;
  }

  /// Those of the JVM. What other runtimes have is in a table of its own.
  private Stream<Cell> cells() {
    return source.run().cells().stream().filter(cell -> cell.lane() == null);
  }

  /// What every runtime comes to where the plan has more than the JVM: by each quantity that a
  /// question asks of the benchmark.
  Stream<ChartRow> runtimes() {
    return source.run().groups().stream()
        .filter(group -> group.cells().stream().anyMatch(cell -> cell.lane() != null))
        .flatMap(group -> group.cells().stream())
        .flatMap(
            cell ->
                Questions.of(cell).stream()
                    .map(Question::quantity)
                    .distinct()
                    .flatMap(quantity -> runtime(cell, quantity).stream()));
  }

  private Optional<ChartRow> runtime(Cell cell, Quantity quantity) {
    var unit = quantity.isTime() ? "ns/op" : quantity.unit();
    var cpu = quantity.isTime() ? source.cpuNanos(cell) : OptionalDouble.empty();
    var cold = quantity.isTime() ? source.cold(cell) : Optional.<Figure>empty();
    var start =
        cell(cell, Set.of())
            .with(
                "contender", Names.inItsRuntime(cell),
                "constant", cell.params().getOrDefault(Cell.CONTENDER, ""),
                "runtime", Names.runtime(cell),
                "model", Names.model(cell),
                "subject", Names.subject(cell),
                "quantity", quantity.label());
    var result = source.result(cell);
    return Answer.over(quantity, source, cell)
        .map(
            figure ->
                start
                    .with(
                        "cpu",
                        cpu.isPresent() ? Double.valueOf(cpu.getAsDouble()) : null,
                        "cold",
                        cold.map(Figure::value).orElse(null))
                    .and(figure.in(unit)))
        .or(() -> missing(result, unit).map(start::and));
  }

  Stream<ChartRow> throughput() {
    return times(
        cell -> !source.isPaced(cell),
        "ns/op",
        1,
        cell -> handingOver(cell, CAPACITY, THREADS, "batch"));
  }

  Stream<ChartRow> switches() {
    return times(
        cell -> cell.family().equals("switching") && !source.isPaced(cell),
        "ns/op",
        1,
        cell -> cell(cell, Set.of("carriers", Cell.CORES)));
  }

  Stream<ChartRow> pinning() {
    return times(
        cell -> reported(cell).containsKey(FLOOR),
        "ms",
        1e6,
        cell -> cell(cell, Set.of("blocker", THREADS)).and(bounds(cell)));
  }

  private Stream<ChartRow> times(
      Predicate<Cell> chosen, String unit, double nanos, Function<Cell, ChartRow> start) {
    return cells()
        .filter(chosen)
        .flatMap(
            cell ->
                time(source.result(cell), unit, figure -> figure.times(1 / nanos))
                    .map(time -> start.apply(cell).and(time))
                    .stream());
  }

  private ChartRow bounds(Cell cell) {
    var floor = source.metric(cell, FLOOR);
    var free = source.metric(cell, "bound.free");
    // Where all share one lock they take as long without carriers held, and the bound tells
    // nothing.
    boolean tells =
        floor.isPresent() && (free.isEmpty() || floor.getAsDouble() > free.getAsDouble());
    return ChartRow.of(
        "carriers",
        (int) source.metric(cell, "carriers").orElse(source.cores(cell)),
        "floor",
        tells ? Double.valueOf(floor.getAsDouble()) : null);
  }

  /// Operations of all threads together, of what threads share: by threads at the most cores that
  /// were used, and by cores with a thread each.
  Stream<ChartRow> scaling() {
    var sharing =
        cells()
            .filter(cell -> cell.family().equals("sharing") && cell.whole(THREADS) != null)
            .filter(cell -> !reported(cell).containsKey(LOST))
            .toList();
    int most = sharing.stream().mapToInt(source::cores).max().orElse(0);
    return Stream.concat(
        curves(THREADS, sharing.stream().filter(cell -> source.cores(cell) == most)),
        curves(
            Cell.CORES,
            sharing.stream().filter(cell -> Objects.equals(cell.cores(), cell.whole(THREADS)))));
  }

  /// The points of each contender at rising numbers of workers, all else equal; one point is no
  /// curve.
  private Stream<ChartRow> curves(String sweep, Stream<Cell> cells) {
    Map<Map<String, String>, SortedMap<Integer, Cell>> curves = new LinkedHashMap<>();
    cells.forEach(
        cell -> {
          var others = cell.coordinates();
          others.put("benchmark", cell.benchmark());
          others.keySet().removeAll(Set.of(THREADS, Cell.CORES));
          curves
              .computeIfAbsent(others, any -> new TreeMap<>())
              .put(Objects.requireNonNull(cell.whole(THREADS)), cell);
        });
    return curves.values().stream()
        .filter(curve -> curve.size() > 1)
        .flatMap(curve -> curve.entrySet().stream())
        .flatMap(
            point ->
                time(
                    source.result(point.getValue()),
                    RATE,
                    nanos -> nanos.inverse().times(NANOS_IN_SECOND))
                    .map(
                        cell(point.getValue(), Set.of(THREADS, Cell.CORES))
                                .with("sweep", sweep, "workers", point.getKey())
                            ::and)
                    .stream());
  }

  /// The time of an operation, turned into another unit, or why there is none; empty for a cell
  /// whose turn did not come, and for a score that is not of time.
  private static Optional<ChartRow> time(
      CellResult result, String unit, UnaryOperator<Figure> turned) {
    return Figure.nanos(result)
        .map(figure -> turned.apply(figure).in(unit))
        .or(() -> missing(result, unit));
  }

  /// Why a cell has no figure; empty for one that has, and for one whose turn did not come.
  private static Optional<ChartRow> missing(CellResult result, String unit) {
    var reason = Objects.requireNonNullElse(result.reason(), "");
    return switch (result.status()) {
      case NOT_APPLICABLE -> Optional.of(ChartRow.missing(unit, "n/a", reason));
      case FAILED -> Optional.of(ChartRow.missing(unit, "failed", reason));
      case NOT_RUN, OK -> Optional.empty();
    };
  }

  Stream<ChartRow> latency() {
    return cells()
        .flatMap(
            cell ->
                histograms.getOrDefault(cell.benchmark(), Set.of()).stream()
                    .flatMap(histogram -> percentiles(cell, histogram)));
  }

  private Stream<ChartRow> percentiles(Cell cell, String histogram) {
    var tails = source.tails(cell, histogram);
    var missing = missing(source.result(cell), "ns");
    var rate = source.metric(cell, ForkRecord.SET_RATE);
    var start =
        handingOver(cell, CAPACITY, "rate", "loadPercent", "requestsPerSecond")
            .with("histogram", histogram)
            .with("rate", rate.isPresent() ? Double.valueOf(rate.getAsDouble()) : null);
    return Tail.PERCENTILES.stream()
        .flatMap(
            percentile ->
                missing
                    .or(() -> Tail.over(tails, percentile).map(figure -> figure.in("ns")))
                    .map(figure -> start.with("percentile", percentile).and(figure))
                    .stream());
  }

  Stream<ChartRow> metrics() {
    return cells().flatMap(this::metrics);
  }

  private Stream<ChartRow> metrics(Cell cell) {
    var start = cell(cell, Set.of("depth", THREADS));
    return reported(cell).entrySet().stream()
        .flatMap(
            metric ->
                metric(cell, metric.getKey(), metric.getValue())
                    .map(start.with("metric", metric.getKey())::and)
                    .stream());
  }

  private Map<String, String> reported(Cell cell) {
    return metrics.getOrDefault(cell.benchmark(), Map.of());
  }

  /// The geometric mean over forks with its interval. What is nothing in some fork has none, and of
  /// bytes it is too little for the system's counters.
  private Optional<ChartRow> metric(Cell cell, String name, String unit) {
    double[] forks = source.metrics(cell, name);
    if (source.result(cell).status() != CellResult.Status.OK) {
      return missing(source.result(cell), unit);
    }
    if (forks.length == 0) {
      return Optional.empty();
    }
    if (Arrays.stream(forks).allMatch(value -> value > 0)) {
      return Optional.of(Figure.over(forks).in(unit));
    }
    return Optional.of(
        unit.equals(BYTES_A_THREAD)
            ? ChartRow.missing(unit, "n/a", "less than the system's counters can tell")
            : ChartRow.figure(
                Arrays.stream(forks).average().orElse(0), null, null, unit, forks.length));
  }

  /// The round trips between processors as they were measured when the run began, a row either way.
  Stream<ChartRow> cores() {
    var manifest = source.run().manifest();
    var measured = manifest == null ? null : manifest.coreToCore();
    return measured == null
        ? Stream.empty()
        : measured.pairs().stream()
            .flatMap(
                pair ->
                    Stream.of(
                        core(pair.one(), pair.other(), pair.medianNanos()),
                        core(pair.other(), pair.one(), pair.medianNanos())));
  }

  private ChartRow core(int from, int to, double roundTrip) {
    return ChartRow.of("machine", source.machine(), "from", from, "to", to)
        .and(ChartRow.figure(roundTrip, null, null, "ns", 1));
  }
}
