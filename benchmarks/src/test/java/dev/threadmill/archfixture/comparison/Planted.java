package dev.threadmill.archfixture.comparison;

import dev.threadmill.archfixture.suite.PlantedContest;

/// Knows the suite, which nobody may.
class Planted {
  PlantedContest contest;
}
