package dev.threadmill.archfixture.analysis;

import dev.threadmill.archfixture.suite.PlantedContest;
import dev.threadmill.stats.RatioEstimate;

/// Knows the suite, which nobody may, and makes a ratio of its own.
class Planted {
  PlantedContest contest;
  RatioEstimate ratio = RatioEstimate.paired(new double[] {1, 2, 3}, 0.05);
}
