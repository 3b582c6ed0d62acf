package dev.threadmill.runner;

import dev.threadmill.results.ForkRecord;

/// Runs one fork to its end.
public interface ForkLauncher {
  /// Runs the fork and tells all that is known of it; a fork that fails is told of, not thrown.
  ForkRecord launch(Slot slot);
}
