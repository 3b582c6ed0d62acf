package dev.threadmill.suite.fairness;

import dev.threadmill.recording.Metrics;
import dev.threadmill.suite.Shares;

/// The mean shares over several rounds, or windows, of one iteration.
final class MeanShares {
  private double least;
  private double most;
  private double jain;
  private double starved;
  private int rounds;

  void add(Shares shares) {
    least += shares.smallest();
    most += shares.largest();
    jain += shares.jain();
    starved += shares.starved();
    rounds++;
  }

  /// Reports the means under names that end alike, and resets them; nothing if there was no round.
  void report(String suffix) {
    if (rounds > 0) {
      Metrics.report("share.min" + suffix, least / rounds, Shares.UNIT);
      Metrics.report("share.max" + suffix, most / rounds, Shares.UNIT);
      Metrics.report("share.jain" + suffix, jain / rounds, "index");
      Metrics.report("starved" + suffix, starved / rounds, "threads");
    }
    least = 0;
    most = 0;
    jain = 0;
    starved = 0;
    rounds = 0;
  }
}
