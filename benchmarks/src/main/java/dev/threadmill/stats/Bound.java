package dev.threadmill.stats;

import org.jspecify.annotations.Nullable;

/// What is known of the truth behind an estimate from forks of which some were cut off: a delay
/// that was not waited for to its end is at least as long as the wait.
public enum Bound {
  /// Nothing was cut off: the truth lies in the interval.
  NONE,
  /// It is the estimate or more.
  AT_LEAST,
  /// It is the estimate or less.
  AT_MOST,
  /// It may be anything, as the ratio of two that were both cut off.
  UNKNOWN;

  /// Of the reciprocal.
  public Bound inverse() {
    return switch (this) {
      case AT_LEAST -> AT_MOST;
      case AT_MOST -> AT_LEAST;
      case NONE, UNKNOWN -> this;
    };
  }

  /// Of the product of two.
  public Bound times(Bound other) {
    return this == NONE || this == other ? other : other == NONE ? this : UNKNOWN;
  }

  /// The interval without the ends that are not known.
  @Nullable Interval open(@Nullable Interval interval) {
    return interval == null || this == NONE
        ? interval
        : new Interval(
            this == AT_LEAST ? interval.low() : 0,
            this == AT_MOST ? interval.high() : Double.POSITIVE_INFINITY);
  }

  /// `at least `, to be put before a number; nothing where it is all there is to say.
  public String words() {
    return switch (this) {
      case AT_LEAST -> "at least ";
      case AT_MOST -> "at most ";
      case NONE, UNKNOWN -> "";
    };
  }

  /// The same as a sign: `≥ `.
  public String sign() {
    return switch (this) {
      case AT_LEAST -> "≥ ";
      case AT_MOST -> "≤ ";
      case NONE, UNKNOWN -> "";
    };
  }
}
