package dev.threadmill.archfixture.cli;

import dev.threadmill.archfixture.primitives.Planted;

/// Touches what is measured, and has a name that says nothing.
class PlantedInfo {
  Planted measured;
}
