package dev.threadmill.analysis.compare;

import org.jspecify.annotations.Nullable;

/// The options of a comparison.
///
/// @param factor what is meant to differ; null if it is left to the runs
/// @param allowShape whether another warm-up or length of iterations is only flagged
public record Wishes(@Nullable Factor factor, boolean allowShape) {
  public static final Wishes NONE = new Wishes(null, false);
}
