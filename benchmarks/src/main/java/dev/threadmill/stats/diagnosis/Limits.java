package dev.threadmill.stats.diagnosis;

import dev.threadmill.stats.Level;
import java.util.Optional;

/// The values above which something is worth a note, a warning, or forbids verdicts.
record Limits(double note, double warn, double bad) {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  static Limits note(double note) {
    return new Limits(note, NEVER, NEVER);
  }

  static Limits warn(double warn) {
    return new Limits(NEVER, warn, NEVER);
  }

  static Limits warn(double warn, double bad) {
    return new Limits(NEVER, warn, bad);
  }

  static Limits bad(double bad) {
    return new Limits(NEVER, NEVER, bad);
  }

  Optional<Level> level(double value) {
    if (value > bad) {
      return Optional.of(Level.BAD);
    }
    if (value > warn) {
      return Optional.of(Level.WARN);
    }
    return value > note ? Optional.of(Level.NOTE) : Optional.empty();
  }
}
