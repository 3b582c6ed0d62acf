package dev.threadmill.archfixture.recording;

import dev.threadmill.archfixture.suite.PlantedContest;

/// Knows the suite, which nobody may.
class Planted {
  PlantedContest contest;
}
