package dev.threadmill.archfixture.analysis;

import dev.threadmill.archfixture.suite.PlantedContest;
import dev.threadmill.stats.PairedRatio;

/// Knows the suite, which nobody may, and makes a ratio of its own.
class Planted {
  PlantedContest contest;
  PairedRatio ratio = PairedRatio.ofDifferences(new double[] {1, 2, 3}, 0.05);
}
