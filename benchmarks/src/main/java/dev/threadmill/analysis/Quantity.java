package dev.threadmill.analysis;

import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.stats.Percentile;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// What two cells are compared by; less is better in each.
public enum Quantity {
  /// The score.
  TIME("", ""),
  /// Bytes a thread.
  MEMORY("memory of a thread", "B"),
  /// What 99 of 100 messages stay below.
  LATENCY("99th percentile of the latency", "ns"),
  /// What 9 of 10 turns stay below. A probe has too few turns for more.
  DELAY("90th percentile of the delay", "ns");

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

  /// Its name in files.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
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
      case DELAY -> tail(fork, "probe.delay", 90);
    };
  }

  private static OptionalDouble tail(ForkRecord fork, String name, double percentile) {
    if (!LatencyFiles.names(List.of(fork)).contains(name)) {
      return OptionalDouble.empty(); // most forks have none, and an empty histogram is large
    }
    var all = LatencyFiles.merged(name, fork);
    long value = all.getValueAtPercentile(percentile);
    return new Percentile(percentile / 100).isShownBy(all.getTotalCount()) && value > 0
        ? OptionalDouble.of(value)
        : OptionalDouble.empty();
  }
}
