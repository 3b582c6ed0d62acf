package dev.threadmill.archfixture.runner;

import dev.threadmill.archfixture.suite.PlantedContest;

/// Knows the suite, which nobody may.
class Planted {
  PlantedContest contest;
}
