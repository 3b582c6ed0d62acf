package dev.threadmill.report.table;

import dev.threadmill.results.Cell;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How many send and how many receive.
record Topology(@Nullable Integer producers, @Nullable Integer consumers) {
  private static final String PRODUCERS = "producers";
  private static final String CONSUMERS = "consumers";

  static Topology of(Cell cell) {
    var producers = Whole.of(cell, PRODUCERS);
    return new Topology(
        producers, producers == null ? null : Integer.valueOf(Whole.of(cell, CONSUMERS, 1)));
  }

  /// `spsc`, `mpsc`, `spmc`, `mpmc`, or nothing.
  String label() {
    return producers == null || consumers == null
        ? ""
        : (producers > 1 ? "mp" : "sp") + (consumers > 1 ? "mc" : "sc");
  }

  @Nullable Integer threads() {
    return producers == null || consumers == null ? null : Integer.valueOf(producers + consumers);
  }

  /// The parameters that the label makes unneeded: how many, where "many" is always as many.
  static Set<String> held(Conditions conditions, Cell cell) {
    var held = new HashSet<String>();
    for (var name : Set.of(PRODUCERS, CONSUMERS)) {
      long many =
          conditions.values(cell, name).stream().filter(value -> !value.equals("1")).count();
      if (many <= 1) {
        held.add(name);
      }
    }
    return held;
  }
}
