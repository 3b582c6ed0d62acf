package dev.threadmill.machine;

import org.jspecify.annotations.Nullable;

/// What one check of the machine found.
///
/// @param check the name of the check
/// @param threshold what the machine is held to
/// @param level how bad it is
/// @param found what was found, as a sentence
/// @param advice what to do, as a sentence; null when there is nothing to do
public record Finding(
    String check, String threshold, Level level, String found, @Nullable String advice) {

  /// How bad a finding is.
  public enum Level {
    /// As it should be.
    FINE,
    /// It may cost precision; look at it before quoting a number.
    WARN,
    /// Numbers measured so should not be trusted.
    BAD,
    /// The machine does not tell.
    UNKNOWN
  }
}
