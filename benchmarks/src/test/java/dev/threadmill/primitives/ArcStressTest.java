package dev.threadmill.primitives;

import dev.threadmill.primitives.planted.BrokenArcStress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The stress tests of Arc catch the bugs that were planted for them.
@Timeout(120)
class ArcStressTest {

  @Test
  void aCloseAndAnUpgradeThatAreNotAtomicAreCaught() {
    StressRun.of(BrokenArcStress.class).assertCaught();
  }
}
