package dev.threadmill.comparison;

import static dev.threadmill.stats.Figures.number;
import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.recording.JvmTimes;
import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.Metrics;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.results.TimeUnits;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.Quantiles;
import dev.threadmill.stats.diagnosis.CpuDistance;
import dev.threadmill.stats.diagnosis.Symptom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The findings that do not depend on scores: what forks that ended well reported beside them.
///
/// Pressure on the CPUs is left out: a benchmark with more threads than cores makes it itself.
final class Reported {
  private static final double FEW_OPERATIONS = 100;
  private static final double TICKS_A_LATENCY = 10;

  private Reported() {}

  /// @param quota how many CPUs the control group may use; NaN where it may use all, or nobody
  ///     knows
  static List<Finding> of(Cell cell, List<ForkRecord> forks, double quota) {
    // What runs once takes the time that it takes, waits for most of it, and may collect on
    // purpose.
    var warm = cell.isOneShot() ? Stream.<Optional<Finding>>of() : ofWarm(cell, forks, quota);
    return Stream.concat(warm, ofThreads(cell, forks)).flatMap(Optional::stream).toList();
  }

  private static Stream<Optional<Finding>> ofWarm(Cell cell, List<ForkRecord> forks, double quota) {
    double collecting = collecting(forks);
    double full = sum(forks, JvmTimes.FULL_COLLECTIONS);
    double threads = Math.min(threads(cell), cpus(cell, forks)); // more cannot run at once
    // A schedule's iterations are whole rounds of it, of many messages each.
    boolean paced = !forks.isEmpty() && forks.getFirst().isPaced();
    double fewest = fewestOperations(forks);
    return Stream.of(
        Symptom.QUOTA.when(quota < threads, number(quota), number(threads)),
        Symptom.COLLECTING.in(collecting, percent(collecting)),
        Symptom.FULL_COLLECTION.in(full, number(full)),
        Symptom.SHORT_ITERATIONS.when(!paced && fewest < FEW_OPERATIONS, number(fewest)),
        ceiling(forks),
        coarseClock(forks));
  }

  /// How the threads under test shared the machine, which is what some benchmarks measure.
  private static Stream<Optional<Finding>> ofThreads(Cell cell, List<ForkRecord> forks) {
    double threads = threads(cell);
    double cpus = cpus(cell, forks);
    double jain = mean(forks, "share.jain");
    double pinned = mean(forks, "pinned.events");
    double carriers = mean(forks, "carriers");
    return Stream.of(
        Symptom.OVERSUBSCRIBED.when(threads > cpus, number(threads), number(cpus)),
        Symptom.UNFAIR.in(1 - jain, number(jain)),
        Symptom.PINNED.when(Math.round(pinned) > 0, number(pinned)),
        Symptom.CARRIERS.when(Math.abs(carriers - cpus) >= 0.5, number(carriers), number(cpus)));
  }

  /// By the latencies of one fork: the clock is the same in all. Half of them lie above the median,
  /// and those of a tail far above, so that this never forbids a verdict.
  private static Optional<Finding> coarseClock(List<ForkRecord> forks) {
    double tick = mean(forks, Latencies.CLOCK_STEP);
    if (Double.isNaN(tick)) {
      return Optional.empty(); // most cells have no latencies, and those are dear to read
    }
    var fork = forks.getFirst();
    double[] medians =
        LatencyFiles.names(List.of(fork)).stream()
            .filter(name -> !name.equals(Latencies.CONTROL)) // which compares nothing
            .map(name -> LatencyFiles.merged(name, fork))
            .filter(histogram -> histogram.getTotalCount() > 0)
            .mapToDouble(histogram -> histogram.getValueAtPercentile(50))
            .toArray();
    double share = medians.length == 0 ? 0 : tick / Math.max(1, Quantiles.median(medians));
    return Symptom.COARSE_TIMER.beyond(
        1 / TICKS_A_LATENCY, share, number(tick), number(TICKS_A_LATENCY * tick));
  }

  /// How near the scores come to what their conditions allow, by the middle one of the forks.
  private static Optional<Finding> ceiling(List<ForkRecord> forks) {
    double ceiling = mean(forks, Metrics.CEILING);
    if (Double.isNaN(ceiling)) {
      return Optional.empty(); // most cells have none
    }
    double[] nanos = forks.stream().mapToDouble(Reported::nanos).toArray();
    double share = 1e9 / Quantiles.median(nanos) / ceiling;
    return Symptom.CEILING.in(share, percent(share), number(ceiling));
  }

  /// The mean time of an operation; NaN where the score is no time.
  private static double nanos(ForkRecord fork) {
    double nanos = TimeUnits.nanosOfScore(String.valueOf(fork.unit())).orElse(Double.NaN);
    return nanos * Moments.mean(fork.scores());
  }

  /// The share of the measured time in which garbage was collected; NaN where nobody recorded it.
  static double collecting(List<ForkRecord> forks) {
    return sum(forks, JvmTimes.COLLECTING) / sum(forks, JvmTimes.LASTING);
  }

  /// The share of the measured time in which the JVM compiled, in the middle one of the forks: a
  /// single fork that compiles late differs as forks do. NaN where nobody recorded it.
  static double compiling(List<ForkRecord> forks) {
    double[] shares =
        forks.stream()
            .map(List::of)
            .mapToDouble(fork -> sum(fork, JvmTimes.COMPILING) / sum(fork, JvmTimes.LASTING))
            .filter(Double::isFinite)
            .toArray();
    return shares.length == 0 ? Double.NaN : Quantiles.median(shares);
  }

  /// Of the forks that could read it.
  static CpuDistance cpuDistance(List<ForkRecord> forks) {
    var read = forks.stream().filter(fork -> fork.cpusApart() > 0).toList(); // NaN is not above 0
    return new CpuDistance(
        read.stream().mapToDouble(ForkRecord::cpusApart).toArray(),
        read.stream().mapToDouble(fork -> Moments.mean(fork.scores())).toArray());
  }

  /// The mean clock speed before and after forks; NaN where it is not to be seen. It tells little
  /// of the CPUs that were busy in between.
  static double megahertz(List<ForkRecord> forks) {
    return forks.stream()
        .map(ForkRecord::host)
        .filter(Objects::nonNull)
        .flatMap(host -> Stream.of(host.megahertzBefore(), host.megahertzAfter()))
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  /// Of the iteration that had fewest; NaN where the score is no time of an operation.
  private static double fewestOperations(List<ForkRecord> forks) {
    return forks.stream()
        .filter(fork -> fork.unit() != null && fork.unit().endsWith("/op"))
        .flatMapToDouble(
            fork -> {
              double millis =
                  TimeUnits.nanosOfScore(String.valueOf(fork.unit())).orElse(Double.NaN) / 1e6;
              return fork.measured().stream()
                  .mapToDouble(
                      iteration ->
                          metric(iteration, JvmTimes.LASTING) / (iteration.score() * millis));
            })
        .filter(Double::isFinite)
        .min()
        .orElse(Double.NaN);
  }

  private static double threads(Cell cell) {
    var threads = cell.whole("threads");
    return threads == null ? Double.NaN : threads;
  }

  private static double cpus(Cell cell, List<ForkRecord> forks) {
    return cell.cores() != null
        ? cell.cores()
        : forks.stream()
            .map(ForkRecord::host)
            .filter(host -> host != null && host.usableCpus() != null)
            .mapToDouble(host -> Objects.requireNonNull(host.usableCpus()))
            .findFirst()
            .orElse(Double.NaN);
  }

  /// Of all measured iterations of all forks; NaN where it was not reported.
  private static double mean(List<ForkRecord> forks, String metric) {
    return Arrays.stream(all(forks, metric)).average().orElse(Double.NaN);
  }

  private static double sum(List<ForkRecord> forks, String metric) {
    return Arrays.stream(all(forks, metric)).sum();
  }

  private static double[] all(List<ForkRecord> forks, String metric) {
    return forks.stream()
        .flatMap(fork -> fork.measured().stream())
        .mapToDouble(iteration -> metric(iteration, metric))
        .filter(Double::isFinite)
        .toArray();
  }

  private static double metric(Iteration iteration, String name) {
    var metric = iteration.metrics().get(name);
    return metric == null ? Double.NaN : metric.value();
  }
}
