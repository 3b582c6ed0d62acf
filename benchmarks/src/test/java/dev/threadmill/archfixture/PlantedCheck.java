package dev.threadmill.archfixture;

import org.junit.jupiter.api.Test;

/// A test that the build would never run, for its name.
class PlantedCheck {
  @Test
  void passes() {}
}
