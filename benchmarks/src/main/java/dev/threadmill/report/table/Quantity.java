package dev.threadmill.report.table;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import java.util.Optional;
import java.util.OptionalDouble;

/// What two cells are compared by; less is better in each.
public enum Quantity {
  /// The score.
  TIME(""),
  /// Bytes a thread.
  MEMORY("memory of a thread"),
  /// What 99 of 100 messages stay below.
  LATENCY("99th percentile of the latency"),
  /// What 9 of 10 turns stay below. A probe has too few turns for more.
  DELAY("90th percentile of the delay");

  private final String words;

  Quantity(String words) {
    this.words = words;
  }

  /// What it is called; nothing for the time of an operation.
  public String words() {
    return words;
  }

  /// What a cell came to over its forks, in nanoseconds or bytes; empty where none shows it.
  public Optional<Figure> over(Source source, Cell cell) {
    double[] forks =
        source.ended(cell).stream()
            .flatMapToDouble(fork -> of(source, cell, fork).stream())
            .filter(value -> value > 0)
            .toArray();
    return forks.length == 0 ? Optional.empty() : Optional.of(Figure.over(forks));
  }

  /// The value of a fork; empty where it shows none.
  OptionalDouble of(Source source, Cell cell, ForkRecord fork) {
    return switch (this) {
      case TIME -> Times.nanos(cell, fork);
      case MEMORY -> {
        var total = Source.metric(fork, FootprintRows.TOTAL);
        yield total.isPresent() ? total : Source.metric(fork, FootprintRows.HEAP);
      }
      case LATENCY -> tail(source, cell, fork, "latency", 99);
      case DELAY -> tail(source, cell, fork, "probe.delay", 90);
    };
  }

  private static OptionalDouble tail(
      Source source, Cell cell, ForkRecord fork, String name, double percentile) {
    return source.tails(cell, name).stream()
        .filter(tail -> tail.round() == fork.round())
        .map(tail -> tail.at(percentile))
        .flatMap(Optional::stream)
        .mapToDouble(Double::doubleValue)
        .findFirst();
  }
}
