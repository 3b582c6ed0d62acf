package dev.threadmill.stats;

/// How much a finding weighs.
public enum Level {
  /// Shown with the details.
  NOTE,
  /// Shown beside the score.
  WARN,
  /// Forbids every verdict.
  BAD
}
