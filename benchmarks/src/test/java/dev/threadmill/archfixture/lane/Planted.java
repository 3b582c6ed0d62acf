package dev.threadmill.archfixture.lane;

import dev.threadmill.archfixture.suite.PlantedContest;

/// Knows the suite, which nobody may.
class Planted {
  PlantedContest contest;
}
