package dev.threadmill.analysis.compare;

import java.util.Locale;

/// What a difference between two sides does to a comparison.
public enum Effect {
  /// Nothing.
  ALLOW,
  /// It is compared, and the difference is said.
  FLAG,
  /// It is compared, and no verdict is given.
  DISTRUST,
  /// It is not compared.
  REFUSE;

  /// Its name in files.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
