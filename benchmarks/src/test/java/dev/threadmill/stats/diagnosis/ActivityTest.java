package dev.threadmill.stats.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the JVM, the machine and the clock did: from which value on it is a finding, and which.
class ActivityTest {
  private record Case(String name, Optional<Finding> found, String code, Level level) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Arguments found(String name, Optional<Finding> finding, String code, Level level) {
    return Arguments.of(new Case(name, finding, code, level));
  }

  static Stream<Arguments> findings() {
    return Stream.of(
        found("little compiling", JvmActivity.compiling(18, 1000, 3), "C1", Level.WARN),
        found("much compiling", JvmActivity.compiling(180, 1000, 3), "C1", Level.BAD),
        found("collecting", JvmActivity.collecting(0.06), "C14", Level.NOTE),
        found("uneven", JvmActivity.collectingUnevenly(0.01, 0.035), "C14", Level.WARN),
        found("full", JvmActivity.fullCollections(1), "C14", Level.WARN),
        found("pinned", JvmActivity.pinned(4), "C16", Level.NOTE),
        found("fewer carriers", JvmActivity.carriers(1, 2), "C16", Level.WARN),
        found("more carriers", JvmActivity.carriers(3, 2), "C16", Level.WARN),
        found("quota", HostActivity.quota(1.5, 2), "C7", Level.BAD),
        found("slower clock", HostActivity.frequency(2.9e9, 3.0e9), "C8", Level.WARN),
        found("faster clock", HostActivity.frequency(3.0e9, 2.9e9), "C8", Level.WARN),
        found("oversubscribed", ThreadShares.oversubscribed(3, 2), "C15", Level.NOTE),
        found("unfair", ThreadShares.unfair(0.89), "C15", Level.WARN),
        found("ticks", Timer.coarse(10, 290), "C12", Level.WARN),
        found("long ticks", Timer.coarse(10, 99), "C12", Level.BAD),
        found("identical", Timer.identical(0.1, 0.1, 0.1), "C12", Level.BAD),
        found("few forks", Sampling.fewForks(4), "C18", Level.WARN),
        found("invalid", Sampling.invalidForks(1), "C18", Level.WARN),
        found("short", Sampling.shortIterations(99), "C13", Level.WARN),
        found("overrun", Sampling.overrun(1000, 1060), "C13", Level.WARN));
  }

  @ParameterizedTest
  @MethodSource("findings")
  void isFound(Case expected) {
    assertThat(expected.found())
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.code()).isEqualTo(expected.code());
              assertThat(finding.level()).isEqualTo(expected.level());
              assertThat(finding.sentence()).matches("[A-Z0-9].*[.:].*").doesNotContain("%s");
            });
  }

  static Stream<Optional<Finding>> quiet() {
    return Stream.of(
        JvmActivity.compiling(10, 1000, 3),
        JvmActivity.collecting(0.05),
        JvmActivity.collectingUnevenly(0.05, 0.06),
        JvmActivity.fullCollections(0),
        JvmActivity.pinned(0),
        JvmActivity.carriers(2, 2),
        HostActivity.quota(2, 2),
        HostActivity.frequency(3.0e9, 3.05e9),
        ThreadShares.oversubscribed(2, 2),
        ThreadShares.unfair(0.91),
        Timer.coarse(10, 301),
        Timer.identical(0.1, 0.1, 0.1000001),
        Timer.identical(0.1),
        Sampling.fewForks(5),
        Sampling.invalidForks(0),
        Sampling.shortIterations(100),
        Sampling.overrun(1000, 1049),
        // What could not be measured is no finding.
        HostActivity.frequency(Double.NaN, 3.0e9));
  }

  @ParameterizedTest
  @MethodSource("quiet")
  void isNoFinding(Optional<Finding> finding) {
    assertThat(finding).isEmpty();
  }

  @Test
  void sentencesTellTheNumbers() {
    assertThat(Timer.coarse(40, 100).orElseThrow().sentence())
        .startsWith("One tick is 40 ns; latencies under 400 ns cannot be told apart");
    assertThat(JvmActivity.collectingUnevenly(0, 0.1).orElseThrow().sentence())
        .contains("took 0 % of one arm's time and 10 % of the other's");
  }
}
