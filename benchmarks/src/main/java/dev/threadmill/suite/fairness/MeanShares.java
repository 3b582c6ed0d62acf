package dev.threadmill.suite.fairness;

import dev.threadmill.recording.Metrics;
import dev.threadmill.suite.Shares;

/// The mean shares over the rounds of one iteration.
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

  /// Reports the means and resets them.
  void report() {
    Metrics.report("share.min", least / rounds, Shares.UNIT);
    Metrics.report("share.max", most / rounds, Shares.UNIT);
    Metrics.report("share.jain", jain / rounds, "index");
    Metrics.report("starved", starved / rounds, "threads");
    least = 0;
    most = 0;
    jain = 0;
    starved = 0;
    rounds = 0;
  }
}
