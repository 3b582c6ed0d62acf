package dev.threadmill.stats;

/// An observation about a measurement, in words for its reader.
///
/// @param check that found it
/// @param sentence what was seen, how much of it, and what it means or what to do
public record Finding(Check check, Level level, String sentence) {
  public String code() {
    return check.code();
  }

  /// The same, weighing no more than this.
  public Finding atMost(Level most) {
    return level.compareTo(most) <= 0 ? this : new Finding(check, most, sentence);
  }

  /// The weight of a finding.
  public enum Level {
    /// Shown with the details.
    NOTE,
    /// Shown beside the score.
    WARN,
    /// Forbids every verdict.
    BAD
  }
}
