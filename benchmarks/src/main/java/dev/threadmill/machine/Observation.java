package dev.threadmill.machine;

import org.jspecify.annotations.Nullable;

/// The answer of one check of the machine.
///
/// @param advice what to do, as a sentence; null when there is nothing to do
public record Observation(
    String check, String threshold, Fitness level, String found, @Nullable String advice) {
  /// The fitness of a machine to be measured on.
  public enum Fitness {
    /// As it should be.
    FINE,
    /// It may cost precision; look at it before quoting a number.
    WARN,
    /// Numbers measured under this condition should not be trusted.
    BAD,
    /// The machine does not tell.
    UNKNOWN
  }
}
