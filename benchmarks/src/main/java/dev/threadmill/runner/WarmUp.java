package dev.threadmill.runner;

import dev.threadmill.questions.Catalog;
import dev.threadmill.results.Cell;
import dev.threadmill.results.RunManifest.Shape;

/// The warm-up of a fork: that of the preset, and longer where much code must get warm. A
/// benchmark asks for it by JMH's annotation, and all that it is compared with warms up as
/// long.
final class WarmUp {
  private WarmUp() {}

  static int iterations(Cell cell, Shape shape) {
    return shape.warmupIterations()
        * Catalog.find(cell.benchmark()).map(Catalog.Entry::warmUps).orElse(1);
  }

  /// How long a fork of a cell is meant to measure, with its warm-up.
  static long millis(Cell cell, Shape shape) {
    return (long) iterations(cell, shape) * shape.warmupMillis()
        + (long) shape.iterations() * shape.iterationMillis();
  }
}
