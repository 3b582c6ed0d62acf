package dev.threadmill.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Bound;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.Verdict;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How a relation is worded while its run goes on.
class RelationTest {
  private static String soFar(double factor, @Nullable Interval interval) {
    var undecided = new Verdict.Undecided(OptionalInt.empty());
    return new Relation(true, factor, interval, Bound.NONE, 3, undecided)
        .soFar(Quantity.TIME, "Mutex", "Arc");
  }

  @Test
  void nobodyIsFasterByNothing() {
    assertThat(soFar(1.002, null)).isEqualTo("Mutex and Arc are the same so far");
    assertThat(soFar(1.002, new Interval(0.95, 1.05)))
        .isEqualTo("undecided: Mutex and Arc are the same so far: 0 % [-5, 5] apart");
    assertThat(soFar(1.0002, new Interval(0.995, 1.005)))
        .isEqualTo("undecided: Mutex and Arc are the same so far: 0.0 % [-0.5, 0.5] apart");
  }

  @Test
  void whoIsAheadByAnythingIsNamed() {
    assertThat(soFar(1.01, null)).isEqualTo("Mutex is 1 % faster than Arc");
    assertThat(soFar(1.01, new Interval(0.95, 1.07)))
        .isEqualTo("undecided: Mutex is 1 % [-5, 7] faster than Arc");
    assertThat(soFar(10.1, null)).isEqualTo("Mutex is 10x faster than Arc");
  }
}
