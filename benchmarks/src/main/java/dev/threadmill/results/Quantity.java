package dev.threadmill.results;

import dev.threadmill.stats.ForkScore;
import dev.threadmill.stats.Quantiles;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// A quantity that cells are compared by; less is better in each.
public enum Quantity {
  TIME("", ""),
  MEMORY("memory of a thread", "B"),
  /// The p99 latency at a rate that was set.
  LATENCY("p99 latency", "ns"),
  /// The p50 latency at a rate that was set.
  MEDIAN_LATENCY("p50 latency", "ns"),
  /// The p90 delay. A probe has too few turns for a higher percentile.
  DELAY("p90 delay", "ns");

  private final String words;
  private final String unit;

  Quantity(String words, String unit) {
    this.words = words;
    this.unit = unit;
  }

  /// What it is called; nothing for the time of an operation.
  public String words() {
    return words;
  }

  /// What it is counted in; nothing for a score, which has a unit of its own.
  public String unit() {
    return unit;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What a fork came to as a logarithm on which larger is better, so that a difference is a ratio
  /// whatever was measured; empty where it says nothing of this. The score of a fork whose rate was
  /// set compares nothing, and the latency of one whose rate was not hides how long it kept others
  /// waiting.
  public OptionalDouble log(Cell cell, ForkRecord fork) {
    boolean needsPace = this == LATENCY || this == MEDIAN_LATENCY;
    if ((this == TIME || needsPace) && fork.isPaced() != needsPace) {
      return OptionalDouble.empty();
    }
    if (this == TIME) {
      return OptionalDouble.of(ForkScore.log(fork.scores(), cell.isHigherBetter()));
    }
    var value = of(fork);
    return value.isPresent() && value.getAsDouble() > 0
        ? OptionalDouble.of(-Math.log(value.getAsDouble()))
        : OptionalDouble.empty();
  }

  /// What a fork reported of it beside its score; empty where it reported nothing.
  public OptionalDouble of(ForkRecord fork) {
    return switch (this) {
      case TIME -> OptionalDouble.empty();
      case MEMORY -> {
        var total = fork.mean("total");
        yield total.isPresent() ? total : fork.mean("heap");
      }
      case LATENCY -> tail(fork, "latency", 99);
      case MEDIAN_LATENCY -> tail(fork, "latency", 50);
      case DELAY -> tail(fork, "probe.delay", 90);
    };
  }

  private static OptionalDouble tail(ForkRecord fork, String name, double percentile) {
    if (!LatencyFiles.names(List.of(fork)).contains(name)) {
      return OptionalDouble.empty(); // most forks have none, and an empty histogram is large
    }
    var all = LatencyFiles.merged(name, fork);
    long value = all.getValueAtPercentile(percentile);
    return Quantiles.areShown(percentile / 100, all.getTotalCount()) && value > 0
        ? OptionalDouble.of(value)
        : OptionalDouble.empty();
  }
}
