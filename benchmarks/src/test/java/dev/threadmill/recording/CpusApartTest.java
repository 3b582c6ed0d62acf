package dev.threadmill.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

class CpusApartTest {
  @Test
  void twoCpusAreSomewhereBetweenNoTimeAndATimeSlice() {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    CpusApart.apart(); // the first game is the interpreter's
    var apart = CpusApart.apart();
    // Where other programs keep both CPUs busy there may be none.
    assumeThat(apart.isPresent()).isTrue();
    assertThat(apart.getAsDouble()).isBetween(1.0, 1e6);
  }
}
