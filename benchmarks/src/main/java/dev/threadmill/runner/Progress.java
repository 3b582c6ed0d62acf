package dev.threadmill.runner;

import dev.threadmill.results.ForkRecord;
import dev.threadmill.runner.ForkLauncher.Slot;

/// Receives the progress of a run: a command that prints it, or a test.
public interface Progress {
  /// A fork is about to run.
  ///
  /// @param secondsLeft how long the rest of the run is expected to take, this fork included
  void starting(Slot slot, long secondsLeft);

  /// An iteration of the running fork ended.
  void iterated(boolean warmup, int number, int count, double score, String unit);

  /// The fork ended and is kept.
  void ended(ForkRecord fork);
}
