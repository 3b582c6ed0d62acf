package dev.threadmill.analysis.compare;

import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;

/// The rows that are wanted of a comparison.
public interface Only {
  Only ALL =
      new Only() {
        @Override
        public boolean takes(Cell cell, Quantity quantity) {
          return true;
        }

        @Override
        public boolean takes(Comparison comparison, Quantity quantity) {
          return true;
        }
      };

  boolean takes(Cell cell, Quantity quantity);

  boolean takes(Comparison comparison, Quantity quantity);
}
