package dev.threadmill.stats.scaling;

import dev.threadmill.stats.RatioBetweenRuns;
import dev.threadmill.stats.RunSpread;

/// Whether some level does more per thread than the smallest level does.
///
/// That happens when the threads' caches together hold what one cache does not. The law would
/// answer with a share of serial work below zero.
final class SuperLinear {
  private static final double UNLIKELY = 0.01;
  private static final double MATTERS = 1.02;

  private SuperLinear() {}

  static boolean isSeenIn(UslPoints points) {
    var levels = points.levels();
    var first = points.level(0);
    for (int l = 1; l < levels.length; l++) {
      double growth = levels[l] / levels[0];
      // One question a level, so that each must be the more certain.
      double alpha = UNLIKELY / (levels.length - 1);
      var interval = RatioBetweenRuns.of(points.level(l), first, RunSpread.NONE, alpha).interval();
      if (interval != null && interval.isAbove(growth * MATTERS)) {
        return true;
      }
    }
    return false;
  }
}
