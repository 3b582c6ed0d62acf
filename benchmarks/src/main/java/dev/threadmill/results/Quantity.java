package dev.threadmill.results;

import dev.threadmill.stats.ForkScore;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// A quantity that cells are compared by; less is better in each.
public enum Quantity {
  TIME("", ""),
  MEMORY("memory of a thread", "B"),
  /// The p99 latency at a rate that was set.
  LATENCY("p99 latency", "ns"),
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
    if ((this == TIME || this == LATENCY) && fork.isPaced() != (this == LATENCY)) {
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
      case LATENCY, DELAY -> percentile(fork).stream().mapToDouble(Percentile::nanos).findFirst();
    };
  }

  /// Whether what a fork came to is but a lower bound, because it did not wait any longer.
  public boolean isBound(ForkRecord fork) {
    return (this == LATENCY || this == DELAY)
        && percentile(fork).filter(Percentile::isBound).isPresent();
  }

  private Optional<Percentile> percentile(ForkRecord fork) {
    return this == LATENCY
        ? Percentile.of(fork, "latency", 99)
        : Percentile.of(fork, "probe.delay", 90);
  }
}
