package dev.threadmill.report.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The tables that a chart may name in `data.name`, and what their columns hold. The list in
/// `plot-scripts/README.md` is made from here.
///
/// Where a row is about cells, each parameter of the benchmark is a further column by its own name,
/// with numbers as numbers and names as readers see them.
public enum ChartTable {
  THROUGHPUT(
      "The time of an operation, less is better: a row a cell, save where a schedule sets the rate.",
      Parts.CELL,
      Parts.TOPOLOGY,
      Parts.FIGURE),
  SWITCHES("The rows of `throughput` in the family `switching`.", Parts.CELL, Parts.FIGURE),
  PINNING(
      "The time in ms until all threads are done that block: a row a cell whose forks report the"
          + " bounds of that time.",
      Parts.CELL,
      """
      carriers: how many carriers the scheduler had
      floor: the time in ms if every block held its carrier; null where that takes as long without
      """,
      Parts.FIGURE),
  RATIOS(
      "Time of the first by time of the second, or what the label names instead: a row a pair that"
          + " the plan compares. Below 1 the first is better.",
      Parts.CELL,
      """
      label: the pair in a few words that are the same on every machine
      factor: what differs: `contender`, `threadKind`, `cores`, `jdk` or `jvm`
      baseline: the second; the first is in `contender`
      headline: whether the pair answers one of the report's questions
      verdict: on the first: `faster`, `slower`, `same`, `undecided` or `unreliable`
      words: how the first stands to the second, such as `1.62x [1.50, 1.74] slower`
      """,
      Parts.FIGURE),
  LATENCY(
      "A percentile of a histogram, in ns: a row a cell, histogram and percentile.",
      Parts.CELL,
      Parts.TOPOLOGY,
      """
      histogram: what was recorded, such as `latency`, from the intended send to the receive
      percentile: `50`, `90`, `99`, `99.9` or `99.99`
      rate: the rate that was set, in messages a second; null where none was
      """,
      Parts.FIGURE),
  SCALING(
      "Operations of all threads together, in op/s: a row a point of a curve in the family"
          + " `sharing`.",
      Parts.CELL,
      """
      sweep: what grows along the curve: `threads`, or `cores` with a thread each
      workers: how many threads or cores; fractions too on a fitted curve
      kind: `measured`, or `usl` for the Universal Scalability Law fitted to it
      """,
      Parts.FIGURE),
  FOOTPRINT(
      "Memory of one waiting thread, in B: a row a cell and measure.",
      Parts.CELL,
      Parts.METRIC,
      Parts.FIGURE),
  FAIRNESS(
      "How operations fell to threads: a row a cell and measure. `share.min` and `share.max` are"
          + " multiples of an even share, `share.jain` is Jain's index.",
      Parts.CELL,
      Parts.METRIC,
      Parts.FIGURE),
  METRICS(
      "Everything that forks report beside their score: a row a cell and metric.",
      Parts.CELL,
      Parts.METRIC,
      Parts.FIGURE),
  TRACES(
      "Every iteration of every fork of the cells whose forks lie furthest apart.",
      Parts.CELL,
      """
      spread: the place of the cell by how far its forks lie apart, from 1
      fork: from 1
      iteration: from 1, through warm-up and measurement
      phase: `warm-up` or `measurement`
      relative: the score by the median of all measured iterations of the cell
      """),
  MACHINES(
      "A row a machine and JDK.",
      Parts.PLACE,
      """
      cpu: the model
      cores: physical cores
      processors: logical processors
      memory: in bytes
      system: name and release of the operating system
      warnings: how many kinds of warnings the run has
      """),
  CORES(
      "The time for a word from one processor to another, in ns one way: a row an ordered pair.",
      Parts.MACHINE,
      """
      from: the number of the processor that writes
      to: the number of the processor that sees it
      """,
      Parts.FIGURE);

  /// Columns that tables share.
  private static final class Parts {
    static final String MACHINE =
        """
        machine: the name of the machine's folder, such as `epyc-9354-32c`
        """;

    static final String PLACE =
        MACHINE
            + """
            jdk: the feature version, such as `25`; the full one where a run has two of a feature
            """;

    static final String CELL =
        PLACE
            + """
            family: the package of the benchmark below `suite`, such as `messaging`
            benchmark: the class without `Benchmark`, such as `MessagingThroughput`
            contender: what is compared, as readers see it, such as `ArrayBlockingQueue`
            threadKind: `platform` or `virtual`; empty where the benchmark has no such choice
            condition: the parameters that differ within the report, as one label, save what charts show otherwise
            cores: how many processors the forks were given
            """;

    static final String TOPOLOGY =
        """
        topology: `spsc`, `mpsc`, `spmc` or `mpmc`; empty where nothing is handed over
        threads: how many in all; null where the benchmark does not tell
        """;

    static final String METRIC =
        """
        metric: the name that forks report it by, such as `kernel.stack`
        """;

    static final String FIGURE =
        """
        score: the mean over forks; null unless the status is `ok`
        low: the lower end of the 95 % interval; null where too few forks ran to tell
        high: the upper end
        unit: of score, low and high
        forks: how many the figure rests on
        status: `ok`, `n/a` where the cell cannot apply, or `failed`
        reason: a sentence for `n/a` and `failed`
        """;
  }

  private final String rowsAre;
  private final Map<String, String> columns = new LinkedHashMap<>();

  ChartTable(String rowsAre, String... parts) {
    this.rowsAre = rowsAre;
    for (var part : parts) {
      part.lines()
          .forEach(
              line -> {
                int colon = line.indexOf(':');
                columns.put(line.substring(0, colon), line.substring(colon + 1).strip());
              });
    }
  }

  /// The name that charts use: `throughput`, `ratios`, ...
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What a row of it is.
  String rowsAre() {
    return rowsAre;
  }

  /// What the columns hold that the table has in every run, in their order.
  Map<String, String> columns() {
    return columns;
  }

  /// The names of the columns that the table has in every run, in their order.
  public List<String> columnNames() {
    return List.copyOf(columns.keySet());
  }

  static Optional<ChartTable> named(String name) {
    return Stream.of(values()).filter(table -> table.tableName().equals(name)).findAny();
  }
}
