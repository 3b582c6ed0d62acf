package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The watch costs nothing where it is off; in both modes.
class LeakWatchContractTest {

  @Test
  void theWatcherRunsInCheckedModeOnly() {
    try (var arc = Arc.of("value");
        var weak = arc.downgrade()) {
      assertThat(arc.sameAs(arc)).isTrue();
      assertThat(weak.strongCount()).isEqualTo(1);
      boolean running =
          Thread.getAllStackTraces().keySet().stream()
              .anyMatch(thread -> thread.getName().equals("threadmill-leak-watch"));
      assertThat(running).isEqualTo(Checks.ON);
    }
  }

  @Test
  void inFastModeCopiesOfAnArcAreOneObject() {
    try (var arc = Arc.of("value");
        var copy = arc.copy()) {
      assertThat(copy == arc).isEqualTo(!Checks.ON);
    }
  }
}
