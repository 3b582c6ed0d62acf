package dev.threadmill.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.machine.Ruler.Scores;
import dev.threadmill.results.RulerReading;
import dev.threadmill.stats.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Machines that change during a run, as their ruler tells it.
class RunDriftTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final IntToDoubleFunction STEADY = i -> 1;

  /// A reading each half a minute, each with half a percent of noise.
  private static List<RulerReading> readings(IntToDoubleFunction spin, IntToDoubleFunction copy) {
    var random = new Random(3);
    return IntStream.range(0, 30)
        .mapToObj(
            i ->
                reading(
                    i,
                    spin.applyAsDouble(i) * (1 + 0.005 * random.nextGaussian()),
                    copy.applyAsDouble(i) * (1 + 0.005 * random.nextGaussian()),
                    2))
        .toList();
  }

  private static RulerReading reading(int i, double spin, double copy, int threads) {
    return new RulerReading(
        START.plusSeconds(30L * i).toString(), new Scores(1e9 * spin, 1e10 * copy, threads));
  }

  @Test
  void aMachineThatStaysTheSameIsNotMentioned() {
    assertThat(RunAnalysis.drift(readings(STEADY, STEADY))).isEmpty();
    assertThat(RunAnalysis.drift(List.of())).isEmpty();
  }

  @Test
  void aMachineThatSlowsDownBitByBitHasDrifted() {
    var findings = RunAnalysis.drift(readings(i -> 1 - 0.002 * i, STEADY));
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().code()).isEqualTo("C10");
    assertThat(findings.getFirst().sentence())
        .startsWith("The machine drifted by 5.")
        .contains("(one thread)");
  }

  @Test
  void aMachineThatChangesAtOnceHasDoneSoAtATime() {
    var findings = RunAnalysis.drift(readings(STEADY, i -> i < 16 ? 1 : 0.9));
    assertThat(findings)
        .extracting(Finding::sentence)
        .singleElement()
        .asString()
        .startsWith("The machine changed speed by 10")
        .endsWith("at 12:08 UTC (memory, all CPUs).");
  }

  @Test
  void copiesByOtherNumbersOfThreadsAreNotCompared() {
    var mixed =
        IntStream.range(0, 30)
            .mapToObj(i -> reading(i, 1 + 1e-4 * (i % 3), i < 15 ? 1 : 2, i < 15 ? 2 : 4))
            .toList();
    assertThat(RunAnalysis.drift(mixed)).isEmpty();
  }

  @Test
  void fewReadingsSayNothing() {
    assertThat(RunAnalysis.drift(readings(i -> 1 - 0.02 * i, STEADY).subList(0, 4))).isEmpty();
  }
}
