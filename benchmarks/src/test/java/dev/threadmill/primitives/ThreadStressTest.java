package dev.threadmill.primitives;

import dev.threadmill.primitives.planted.EarlyFinishStress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The stress test of threads would catch a handle that is finished too early.
@Timeout(120)
class ThreadStressTest {

  @Test
  void aFinishBeforeItsValueIsCaught() {
    StressRun.of(EarlyFinishStress.class).assertCaught();
  }
}
