package dev.threadmill.runner;

import dev.threadmill.results.ForkRecord;
import dev.threadmill.runner.ForkLauncher.Slot;

/// Receives the progress of a run, and does nothing with it unless it wants to.
public interface Progress {
  /// A fork is about to run.
  ///
  /// @param secondsLeft how long the rest of the run is expected to take, this fork included
  default void starting(Slot slot, long secondsLeft) {}

  /// An iteration of the running fork ended.
  default void iterated(boolean warmup, int number, int count, double score, String unit) {}

  /// All arms of a group had another turn, and all forks that ended are kept.
  ///
  /// @param isRound whether that ended a round of the whole run, or as many forks as one has
  default void compared(boolean isRound) {}

  /// The run is at its end, and nothing more is told.
  default void finished() {}

  /// The run was told to stop, and all forks that ended are kept. The process ends after this.
  default void stopped() {}

  /// The fork ended and is kept.
  default void ended(ForkRecord fork) {}
}
