package dev.threadmill.archfixture.results;

import dev.threadmill.archfixture.stats.PlantedClock;
import dev.threadmill.archfixture.suite.PlantedContest;

/// Two halves of a cycle, one with a package that it may know and one with a package that it may
/// not.
public class Planted {
  PlantedClock clock;
  PlantedContest contest;
}
