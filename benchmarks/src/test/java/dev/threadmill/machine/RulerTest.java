package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Tests that the ruler does its work and counts it, and not how fast.
class RulerTest {
  @Test
  void countsBothKindsOfWork() throws InterruptedException {
    var ruler = new Ruler(Duration.ofMillis(10), 2);
    for (int time = 0; time < 2; time++) {
      var scores = ruler.measure();
      assertThat(scores.spinStepsPerSecond()).isPositive().isFinite();
      assertThat(scores.copyBytesPerSecond()).isPositive().isFinite();
      assertThat(scores.threads()).isEqualTo(2);
    }
  }

  @Test
  void aRulerNeedsTimeAndThreads() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Ruler(Duration.ZERO, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Ruler(Duration.ofMillis(1), 0));
  }
}
