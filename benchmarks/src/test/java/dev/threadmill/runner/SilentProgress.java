package dev.threadmill.runner;

import dev.threadmill.results.ForkRecord;
import dev.threadmill.runner.ForkLauncher.Slot;

/// Hears all and says nothing.
final class SilentProgress implements Progress {
  @Override
  public void starting(Slot slot, long secondsLeft) {}

  @Override
  public void iterated(boolean warmup, int number, int count, double score, String unit) {}

  @Override
  public void ended(ForkRecord fork) {}
}
