package dev.threadmill.report.chart;

import org.jspecify.annotations.Nullable;

/// A row of a table that a chart may name. Each component of the record is a column; a component
/// that is itself a record stands for its own columns. An empty text or a null is an empty cell.
///
/// Text is data. It may come from a stranger's run folder and is never read as markup.
public sealed interface ChartRow {

  /// What was measured, where, and under which condition: where most rows begin.
  ///
  /// @param machine the name of the machine's folder, such as `epyc-9354-32c`
  /// @param jdk the feature version, such as `25`; the full version where builds of one are
  ///     compared
  /// @param family the package of the benchmark below `suite`, such as `messaging`
  /// @param benchmark the class without `Benchmark`, such as `MessagingThroughput`
  /// @param contender the contestant as readers should see it, such as `ArrayBlockingQueue`
  /// @param threadKind `platform` or `virtual`; empty where the benchmark has no such choice
  /// @param condition the parameters that no other column of the row holds, as one short label
  ///     such as `hold 50 ns, 1 lock`; empty if there are none
  /// @param cores how many processors the fork was given
  record Cell(
      String machine,
      String jdk,
      String family,
      String benchmark,
      String contender,
      String threadKind,
      String condition,
      int cores) {}

  /// A figure with its interval, or why there is none.
  ///
  /// @param score the mean of the forks' means; null unless the status is `ok`
  /// @param low the lower end of the 95 % interval; null when too few forks ran to tell
  /// @param high the upper end of the 95 % interval; null when too few forks ran to tell
  /// @param unit the unit of score, low and high, such as `ns/op`
  /// @param forks how many forks the figure rests on
  /// @param status `ok`, `n/a` (the cell cannot apply) or `failed` (a fork ended in an error)
  /// @param reason a sentence for `n/a` and `failed`; empty for `ok`
  record Estimate(
      @Nullable Double score,
      @Nullable Double low,
      @Nullable Double high,
      String unit,
      int forks,
      String status,
      String reason) {

    /// A figure with its 95 % interval.
    public static Estimate of(double score, double low, double high, String unit, int forks) {
      return new Estimate(score, low, high, unit, forks, "ok", "");
    }

    /// A figure of too few forks for an interval.
    public static Estimate withoutInterval(double score, String unit, int forks) {
      return new Estimate(score, null, null, unit, forks, "ok", "");
    }

    /// No figure, since the cell cannot apply.
    public static Estimate notApplicable(String unit, String reason) {
      return new Estimate(null, null, null, unit, 0, "n/a", reason);
    }

    /// No figure, since a fork failed.
    public static Estimate failed(String unit, String reason) {
      return new Estimate(null, null, null, unit, 0, "failed", reason);
    }
  }

  /// Table `throughput`: the score of every cell of every family, one row a cell. The time of an
  /// operation, so that less is better.
  ///
  /// @param topology `spsc`, `mpsc`, `spmc` or `mpmc`; empty where nothing is handed over
  /// @param capacity of the channel or queue, as text: `0`, `64`, ... or `unbounded`; else empty
  /// @param producers threads that send; null where nobody does
  /// @param consumers threads that receive; null where nobody does
  /// @param threads threads under test in all; null where the benchmark has no such parameter
  /// @param batch threads started together (family `spawning`); null elsewhere
  /// @param estimate time an operation, in `ns/op`
  record Throughput(
      Cell cell,
      String topology,
      String capacity,
      @Nullable Integer producers,
      @Nullable Integer consumers,
      @Nullable Integer threads,
      @Nullable Integer batch,
      Estimate estimate)
      implements ChartRow {}

  /// Table `ratios`: one contender's time by another's, or what the label names instead, one row
  /// a pair that a question compares.
  ///
  /// @param cell the contender's; its condition holds for both sides
  /// @param label names the pair in a few words that are the same on every machine, such as
  ///     `start and join, batch 1000`; a chart shows it as the row's name
  /// @param factor what differs: `threadKind`, `contender`, `jdk`, `cores` or a parameter's
  ///     name
  /// @param baseline what the contender is divided by, such as `platform` or
  ///     `ArrayBlockingQueue`
  /// @param headline whether the pair answers one of the report's headline questions
  /// @param verdict of the contender: `faster` or, of memory, with less; `slower`, `same`, `cannot
  ///     tell` or `not trustworthy`; empty unless `ok`
  /// @param estimate time an operation of the contender by that of the baseline, unit `×`:
  ///     below 1 the contender is faster
  record Ratio(
      Cell cell,
      String label,
      String factor,
      String baseline,
      boolean headline,
      String verdict,
      Estimate estimate)
      implements ChartRow {}

  /// Table `latency`: one row a percentile of a cell.
  ///
  /// @param topology as in `throughput`
  /// @param capacity as in `throughput`
  /// @param load the rate offered, in per cent of what this cell can carry at most
  /// @param rate the rate offered, in messages a second
  /// @param percentile below 100: `50`, `90`, `99`, `99.9`, ...
  /// @param estimate time from the intended send to the receive that this share of messages stays
  ///     below, in `ns`
  record Latency(
      Cell cell,
      String topology,
      String capacity,
      @Nullable Integer load,
      @Nullable Double rate,
      double percentile,
      Estimate estimate)
      implements ChartRow {}

  /// Table `scaling`: points of curves that grow by threads or by cores, and of the laws fitted to
  /// them.
  ///
  /// @param sweep what grows along the curve: `threads` (all at the cell's cores) or `cores` (one
  ///     thread a core)
  /// @param workers how many threads or cores; a fitted curve has fractions too, for smoothness
  /// @param kind `measured`, or `usl` for a point of the fitted Universal Scalability Law
  /// @param estimate operations of all threads together, in `op/s`; a fitted point has no interval
  record Scaling(Cell cell, String sweep, double workers, String kind, Estimate estimate)
      implements ChartRow {}

  /// Table `footprint`: memory of one parked thread, one row a cell and measure.
  ///
  /// @param threads how many were parked at once
  /// @param depth frames on each thread's stack above its entry
  /// @param measure how it was measured: `heap`, `native`, `kernel stack`, `page tables`, their
  ///     `total`, or `reserved`
  /// @param estimate of one thread, in `B`
  record Footprint(Cell cell, int threads, int depth, String measure, Estimate estimate)
      implements ChartRow {}

  /// Table `fairness`: how the operations of a cell fell to its threads, one row a thread that is
  /// known: runs keep the one with the least and the one with the most.
  ///
  /// @param threads how many competed
  /// @param worker which of them, from 0
  /// @param share of all operations, times `threads`: 1 is an even share, 0 is starvation
  /// @param jain Jain's index of the whole cell: 1 is even, 1/threads is one thread having all
  /// @param status as in [Estimate]
  /// @param reason as in [Estimate]
  record Fairness(
      Cell cell,
      int threads,
      int worker,
      @Nullable Double share,
      @Nullable Double jain,
      String status,
      String reason)
      implements ChartRow {}

  /// Table `traces`: every iteration of every fork, warm-up included, one row an iteration, for
  /// the cells whose forks lie furthest apart.
  ///
  /// @param spread the place of the cell among all of the report when ordered by how far its
  ///     forks lie apart: 1 is the widest. Charts show the first few.
  /// @param fork from 1
  /// @param iteration from 1, through warm-up and measurement
  /// @param phase `warm-up` or `measurement`
  /// @param relative the iteration's score by the median of all measured iterations of the cell
  record Trace(Cell cell, int spread, int fork, int iteration, String phase, double relative)
      implements ChartRow {}

  /// Table `switches`: round trips between two threads, one row a means of handing over.
  ///
  /// @param placement where the two run, such as `one carrier` or `any`
  /// @param estimate time of a round trip, in `ns`
  record Switch(Cell cell, String placement, Estimate estimate) implements ChartRow {}

  /// Table `pinning`: how long many virtual threads take that block in some way, one row a way.
  ///
  /// @param cell its contender is the way to block, such as `sleep in synchronized`
  /// @param carriers how many carriers the scheduler had
  /// @param threads how many threads blocked
  /// @param floor the time if every block held its carrier, in `ms`; at or above it all were
  ///     pinned. Null where it would take as long without
  /// @param estimate from the first start to the last end, in `ms`
  record Pinning(Cell cell, int carriers, int threads, @Nullable Double floor, Estimate estimate)
      implements ChartRow {}

  /// Table `machines`: one row a machine and JDK that the report covers.
  ///
  /// @param machine as in [Cell]
  /// @param jdk as in [Cell]
  /// @param cpu the model's name
  /// @param cores physical cores
  /// @param processors logical processors
  /// @param memory in bytes
  /// @param system name and release of the operating system
  /// @param noise the factor that two equal forks may differ by here, as a share: `0.02` is 2 %;
  ///     null if never measured
  /// @param warnings how many warnings the run carries
  record Machine(
      String machine,
      String jdk,
      String cpu,
      int cores,
      int processors,
      long memory,
      String system,
      @Nullable Double noise,
      int warnings)
      implements ChartRow {}

  /// Table `cores`: how long a word takes from one processor to another, one row an ordered pair.
  ///
  /// @param machine as in [Cell]
  /// @param from the number of the processor that writes
  /// @param to the number of the processor that sees it
  /// @param estimate one way, in `ns`
  record CorePair(String machine, int from, int to, Estimate estimate) implements ChartRow {}
}
