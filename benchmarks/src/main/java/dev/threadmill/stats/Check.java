package dev.threadmill.stats;

/// A check that a score or a comparison is put to, by the number that documentation and files use.
public enum Check {
  COMPILATION,
  TREND,
  COLD,
  STEADINESS,
  MODES,
  STEAL,
  QUOTA,
  FREQUENCY,
  NEIGHBOURS,
  DRIFT,
  OUTLIERS,
  CLOCK,
  ITERATIONS,
  COLLECTION,
  SHARES,
  CARRIERS,
  SKEW,
  FORKS,
  CORE_TO_CORE;

  public String code() {
    return "C" + (ordinal() + 1);
  }
}
