package dev.threadmill.suite.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that the idle round is one of the whole crew, that arithmetic takes all its steps, and
/// that the clock goes on.
class HarnessBaselineConformanceTest {
  private final HarnessBaselineBenchmark benchmark = new HarnessBaselineBenchmark();

  @ParameterizedTest
  @EnumSource
  void aRoundWakesEveryMember(ThreadKind kind) throws Exception {
    var woken = new AtomicInteger();
    var crew = crewOf(kind);
    crew.hire(woken::incrementAndGet);
    for (int round = 1; round <= 10; round++) {
      benchmark.idleRound(crew);
      assertThat(woken).hasValue(5 * round);
    }
    crew.dismiss();
  }

  @ParameterizedTest
  @EnumSource
  void aMemberThatCannotServeFailsTheRound(ThreadKind kind) throws Exception {
    var crew = crewOf(kind);
    crew.hire(
        () -> {
          throw new IllegalStateException("planted");
        });
    assertThatIllegalStateException()
        .isThrownBy(() -> benchmark.idleRound(crew))
        .withMessageContaining("planted");
    crew.dismiss();
  }

  @Test
  void arithmeticTakesAHundredThousandStepsOfXorshift() {
    long x = 1;
    for (int step = 0; step < 100_000; step++) {
      x = (x ^ x * (1 << 13)) % (1L << 32);
      x = x ^ x / (1 << 17);
      x = (x ^ x * (1 << 5)) % (1L << 32);
    }
    assertThat(Integer.toUnsignedLong(benchmark.arithmetic())).isEqualTo(x);
  }

  @Test
  void arithmeticThatTakesAnotherNumberOfStepsIsFound() {
    benchmark.seed = 270_369; // to which 1 comes in one step
    assertThatIllegalStateException().isThrownBy(benchmark::arithmetic);
  }

  @Test
  void theClockGoesOn() {
    long before = benchmark.clock();
    assertThat(benchmark.clock() - before).isNotNegative();
  }

  private static HarnessBaselineBenchmark.IdleCrew crewOf(ThreadKind kind) {
    var crew = new HarnessBaselineBenchmark.IdleCrew();
    crew.members = 5;
    crew.threadKind = kind;
    return crew;
  }
}
