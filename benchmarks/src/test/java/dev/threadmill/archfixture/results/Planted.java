package dev.threadmill.archfixture.results;

import dev.threadmill.archfixture.stats.PlantedClock;

/// One half of a cycle.
public class Planted {
  PlantedClock clock;
}
