package dev.threadmill.archfixture.stats;

import dev.threadmill.archfixture.results.Planted;
import java.time.Instant;

/// The other half of the cycle, with a clock.
public class PlantedClock {
  Planted results;
  Instant now = Instant.now();
}
