package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// Percentiles of forks that did not wait for every turn.
class PercentileTest {
  private static final Cell CELL = Samples.cell("fairness", "contender", "ONE");
  private static final long LIMIT = 5_000_000_000L;

  private static Percentile p90(long turns, long nanos, long unserved) {
    var fork = Samples.delays(CELL, 1, 1, turns, nanos, unserved, LIMIT);
    return Percentile.of(fork, "probe.delay", 90).orElseThrow();
  }

  @Test
  void aPercentileAmongTurnsThatWereCutOffIsABound() {
    var starved = p90(0, 1000, 100);
    assertThat(starved.isBound()).isTrue();
    assertThat(starved.nanos()).isCloseTo(LIMIT, withinPercentage(0.1)).isLessThanOrEqualTo(LIMIT);
    assertThat(p90(80, 1000, 20).isBound()).isTrue();
  }

  @Test
  void aPercentileBelowThemIsKnown() {
    var served = p90(95, 1000, 5);
    assertThat(served.isBound()).isFalse();
    assertThat(served.nanos()).isCloseTo(1000, withinPercentage(0.1));
  }

  @Test
  void aTurnThatCameAsLateAsTheLimitIsNoBound() {
    assertThat(p90(100, LIMIT, 0).isBound()).isFalse();
  }

  @Test
  void theDelayOfAForkIsThatPercentile() {
    var fork = Samples.delays(CELL, 1, 1, 0, 1000, 100, LIMIT);
    assertThat(Quantity.DELAY.isBound(fork)).isTrue();
    assertThat(Quantity.DELAY.of(fork).orElseThrow()).isCloseTo(LIMIT, withinPercentage(0.1));
    assertThat(Quantity.TIME.isBound(fork)).isFalse();
    assertThat(Quantity.TIME.log(CELL, fork)).as("a schedule set it").isEmpty();
    var few = Samples.delays(CELL, 1, 1, 0, 1000, 50, LIMIT);
    assertThat(Quantity.DELAY.of(few)).isEqualTo(OptionalDouble.empty());
    assertThat(Quantity.DELAY.isBound(few)).isFalse();
  }

  @Test
  void aThreadThatHadNoTurnInAWindowWaitedAtLeastAsLong() {
    var served = Samples.waits(CELL, 1, 1, 4e8, 0);
    assertThat(Quantity.WAIT.of(served)).hasValue(4e8);
    assertThat(Quantity.WAIT.isBound(served)).isFalse();
    assertThat(Quantity.WAIT.log(CELL, served)).hasValue(-Math.log(4e8));
    assertThat(Quantity.WAIT.isBound(Samples.waits(CELL, 1, 1, 9e8, 1))).isTrue();
    assertThat(Quantity.WAIT.of(Samples.fork(CELL, 1, 1, 100))).isEmpty();
  }
}
