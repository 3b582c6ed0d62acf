package dev.threadmill.stats;

/// The weight of a finding.
public enum Level {
  /// Shown with the details.
  NOTE,
  /// Shown beside the score.
  WARN,
  /// Forbids every verdict.
  BAD
}
