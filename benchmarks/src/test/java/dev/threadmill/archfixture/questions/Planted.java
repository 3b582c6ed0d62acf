package dev.threadmill.archfixture.questions;

import dev.threadmill.archfixture.suite.PlantedContest;

/// Knows the suite, which nobody may.
class Planted {
  PlantedContest contest;
}
