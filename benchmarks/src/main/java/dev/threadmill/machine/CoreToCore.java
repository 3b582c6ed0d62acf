package dev.threadmill.machine;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How long a cache line takes from one CPU to another and back, for the pairs of usable CPUs.
///
/// It is the floor under every hand-over between two threads, and it is seldom one number: pairs
/// that share a core, a cache or a socket stand apart.
///
/// @param cpus the usable CPUs, in the order of use
/// @param pairs the pairs that were measured
/// @param possiblePairs how many pairs there are
/// @param missing why pairs are missing, as a sentence; null when none is
public record CoreToCore(
    List<Integer> cpus, List<Pair> pairs, int possiblePairs, @Nullable String missing) {

  /// One pair of CPUs; a round trip takes the same either way.
  ///
  /// @param one the lower number
  /// @param other the higher number
  /// @param medianNanos the median of all batches, for one round trip
  /// @param lowNanos the lower quartile
  /// @param highNanos the upper quartile
  /// @param relation what the two share at closest; null when unknown
  public record Pair(
      int one,
      int other,
      double medianNanos,
      double lowNanos,
      double highNanos,
      @Nullable String relation) {}

  public CoreToCore {
    cpus = List.copyOf(cpus);
    pairs = List.copyOf(pairs);
  }

  /// Measures the pairs of this machine in random order until all are done or the time is up.
  ///
  /// @param progress is told each pair when it is measured
  public static CoreToCore measure(Duration budget, Consumer<Pair> progress)
      throws InterruptedException {
    return CoreToCoreProbe.ofThisMachine().measure(budget, progress);
  }
}
