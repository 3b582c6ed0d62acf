package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.results.ForkRecord.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForkRecordTest {
  @Test
  void anIterationMetTheCpusAsTheyWereBeforeItAndAfter() {
    assertThat(fork(iteration(true, 800), iteration(true, 50), iteration(false, 200)).cpusApart())
        .as("the root of 50 times 200")
        .isCloseTo(100, within(1e-9));
    assertThat(fork(iteration(false, 200), iteration(false, 50)).cpusApart())
        .as("nobody looked before the first: that was once at 50, three times at 200")
        .isCloseTo(Math.pow(200.0 * 200 * 200 * 50, 0.25), within(1e-9));
  }

  @Test
  void whereNobodyLookedTheOtherLooksCount() {
    assertThat(fork(iteration(true, 50), blind(false), iteration(false, 200)).cpusApart())
        .isCloseTo(100, within(1e-9));
    assertThat(fork(iteration(true, 50), blind(true), blind(false)).cpusApart()).isNaN();
  }

  private static ForkRecord fork(Iteration... iterations) {
    return new ForkRecord(
        "a.B.c",
        1,
        1,
        1,
        Outcome.OK,
        null,
        "2026-01-01T00:00:00Z",
        1000,
        "ns/op",
        null,
        List.of(iterations),
        null);
  }

  private static Iteration iteration(boolean warmUp, double apart) {
    return new Iteration(
        warmUp, 1, Map.of(ForkRecord.CPUS_APART, new Iteration.Metric(apart, "ns")), Map.of());
  }

  private static Iteration blind(boolean warmUp) {
    return new Iteration(warmUp, 1, Map.of(), Map.of());
  }
}
