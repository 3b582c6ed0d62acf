package dev.threadmill.proof;

import dev.threadmill.stats.HitRate;

/// How a promise stands that a rate is at most, or at least, so large.
///
/// Few outcomes neither keep a promise nor break it: that takes a rate which is on the right side
/// and known well enough, or one that is on the wrong side beyond doubt.
public enum Promise {
  KEPT,
  BROKEN,
  /// There are too few outcomes to tell.
  OPEN;

  /// One minus the one-sided confidence of what is beyond doubt.
  private static final double DOUBT = 0.05;

  /// @param most the rate that was promised
  /// @param bound what the true rate must be known to stay below
  static Promise atMost(HitRate rate, double most, double bound) {
    if (rate.trials() > 0 && rate.lower(DOUBT) > most) {
      return BROKEN;
    }
    return rate.share() <= most && rate.upper(DOUBT) <= bound ? KEPT : OPEN;
  }

  /// @param least the rate that was promised
  /// @param bound what the true rate must be known to stay above
  static Promise atLeast(HitRate rate, double least, double bound) {
    if (rate.trials() > 0 && rate.upper(DOUBT) < least) {
      return BROKEN;
    }
    return rate.share() >= least && rate.lower(DOUBT) >= bound ? KEPT : OPEN;
  }
}
