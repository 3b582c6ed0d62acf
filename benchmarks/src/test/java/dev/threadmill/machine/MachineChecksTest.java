package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.machine.MachineChecks.Fitness;
import dev.threadmill.machine.MachineChecks.Observation;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each disturbance at and beyond its thresholds.
class MachineChecksTest {
  /// Ten seconds in which only the given things are known.
  static HostActivity activity(Map<String, Object> known) {
    var all = new HashMap<>(known);
    all.put("wallSeconds", 10);
    return new ObjectMapper().convertValue(all, HostActivity.class);
  }

  private static Observation finding(String check, Map<String, Object> known) {
    return MachineChecks.of(activity(known)).stream()
        .filter(finding -> finding.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "steal,      stealShare,        0.005,  FINE",
    "steal,      stealShare,        0.0051, WARN",
    "steal,      stealShare,        0.02,   WARN",
    "steal,      stealShare,        0.021,  BAD",
    "neighbours, othersCpuSeconds,  0.5,    FINE",
    "neighbours, othersCpuSeconds,  0.6,    WARN",
    "neighbours, othersCpuSeconds,  1.1,    BAD",
    "throttling, throttledPeriods,  0,      FINE",
    "throttling, throttledPeriods,  1,      WARN",
    "heat,       thermalThrottles,  0,      FINE",
    "heat,       thermalThrottles,  1,      BAD"
  })
  void levels(String check, String what, String value, Fitness level) {
    var finding = finding(check, Map.of(what, value));
    assertThat(finding.level()).isEqualTo(level);
    assertThat(finding.advice() == null).isEqualTo(level == Fitness.FINE);
    assertThat(finding.found()).endsWith(".").doesNotContain("null");
    assertThat(finding.threshold()).isNotBlank();
  }

  @Test
  void aQuotaThatStopsForLongIsBad() {
    assertThat(
            finding("throttling", Map.of("throttledPeriods", 3, "throttledSeconds", 0.011)).level())
        .isEqualTo(Fitness.BAD);
    assertThat(
            finding("throttling", Map.of("throttledPeriods", 3, "throttledSeconds", 0.009)).level())
        .isEqualTo(Fitness.WARN);
  }

  @Test
  void anyPageThatIsSwappedIsBad() {
    assertThat(finding("swapping", Map.of("pagesSwappedIn", 0, "pagesSwappedOut", 0)).level())
        .isEqualTo(Fitness.FINE);
    assertThat(finding("swapping", Map.of("pagesSwappedIn", 1, "pagesSwappedOut", 0)).level())
        .isEqualTo(Fitness.BAD);
    assertThat(finding("swapping", Map.of("pagesSwappedIn", 0, "pagesSwappedOut", 1)).level())
        .isEqualTo(Fitness.BAD);
  }

  @Test
  void whatIsNotVisibleIsUnknown() {
    assertThat(MachineChecks.of(activity(Map.of())))
        .hasSize(5)
        .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Fitness.UNKNOWN));
  }
}
