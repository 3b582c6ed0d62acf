package dev.threadmill.stats;

/// Something that was noticed about a measurement, in words for its reader.
///
/// @param code the number of the check, such as `C6`, by which documentation and tools know it
/// @param sentence what was seen, how much of it, and what it means or what to do
public record Finding(String code, Level level, String sentence) {

  /// The same, weighing no more than this.
  public Finding atMost(Level most) {
    return level.compareTo(most) <= 0 ? this : new Finding(code, most, sentence);
  }
}
