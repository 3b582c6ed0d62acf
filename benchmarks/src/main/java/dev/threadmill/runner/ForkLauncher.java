package dev.threadmill.runner;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;

/// Runs one fork to its end.
public interface ForkLauncher {
  /// One fork that is to run.
  ///
  /// @param round which round of the cell's group, from 1
  /// @param position which fork of the run, from 1
  /// @param attempt 1, or 2 when the first failed
  record Slot(Cell cell, int round, int position, int attempt) {}

  /// Runs the fork and returns all that is known of it; a fork that fails is reported, not thrown.
  ForkRecord launch(Slot slot);
}
