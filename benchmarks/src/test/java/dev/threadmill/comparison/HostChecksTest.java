package dev.threadmill.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.machine.HostActivity;
import dev.threadmill.machine.MachineChecks;
import dev.threadmill.machine.Observation.Fitness;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That findings about a fork are those of the machine, at the machine's thresholds.
class HostChecksTest {
  /// Ten seconds in which only the given things are known.
  private static HostActivity activity(Map<String, Object> known) {
    var all = new HashMap<>(known);
    all.put("wallSeconds", 10);
    return new ObjectMapper().convertValue(all, HostActivity.class);
  }

  @ParameterizedTest
  @CsvSource({
    "stealShare,       0.0051, C6, WARN",
    "stealShare,       0.021,  C6, BAD",
    "throttledPeriods, 1,      C7, WARN",
    "thermalThrottles, 1,      C8, BAD",
    "othersCpuSeconds, 0.6,    C9, WARN",
    "othersCpuSeconds, 2.6,    C9, BAD"
  })
  void whatDisturbsTheMachineIsAFindingAboutTheFork(
      String what, String value, String code, Fitness level) {
    var host = activity(Map.of(what, value));
    assertThat(HostChecks.of(host))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(code);
              assertThat(finding.level()).hasToString(level.name());
              assertThat(MachineChecks.of(host))
                  .filteredOn(found -> found.level() == level)
                  .singleElement()
                  .satisfies(found -> assertThat(found.found()).isEqualTo(finding.sentence()));
            });
  }

  @Test
  void whatIsFineOrUnknownOrTouchesOthersOnlyIsNone() {
    assertThat(HostChecks.of(activity(Map.of()))).isEmpty();
    assertThat(HostChecks.of(activity(Map.of("stealShare", 0.005, "thermalThrottles", 0))))
        .isEmpty();
    assertThat(HostChecks.of(activity(Map.of("pagesSwappedIn", 1, "pagesSwappedOut", 0))))
        .isEmpty();
  }
}
