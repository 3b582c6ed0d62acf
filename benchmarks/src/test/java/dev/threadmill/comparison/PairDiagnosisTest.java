package dev.threadmill.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.machine.HostActivity;
import dev.threadmill.recording.JvmTimes;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.Iteration.Metric;
import dev.threadmill.results.Samples;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What two sides have that neither has alone.
class PairDiagnosisTest {
  private static final Cell CELL = Samples.cell("messaging", "contender", "ONE");
  private static final Judge JUDGE = new Judge(0.03, 0.05);

  @Test
  void coresAtAnotherSpeedAreTold() {
    assertThat(PairDiagnosis.ofSides(List.of(fork(2900, 0)), List.of(fork(3000, 0)), false))
        .singleElement()
        .extracting(Finding::code)
        .isEqualTo("C8");
    assertThat(PairDiagnosis.ofSides(List.of(fork(2990, 0)), List.of(fork(3000, 0)), false))
        .isEmpty();
  }

  @Test
  void garbageOfOneSideIsTold() {
    assertThat(PairDiagnosis.ofSides(List.of(fork(3000, 0)), List.of(fork(3000, 50)), false))
        .singleElement()
        .extracting(Finding::sentence)
        .asString()
        .contains("took 0 % of one arm's time and 5 % of the other's");
    assertThat(PairDiagnosis.ofSides(List.of(fork(3000, 0)), List.of(fork(3000, 50)), true))
        .isEmpty();
  }

  @Test
  void roundsThatAgreeToTheLastDigitAreNotToBeTrusted() {
    assertThat(ofRounds(0.1, 0.1, 0.1, 0.1, 0.1))
        .anyMatch(finding -> finding.code().equals("C12") && finding.level() == Level.BAD);
  }

  @Test
  void aRoundThatDecidesAloneIsTold() {
    assertThat(ofRounds(0.10, 0.12, 0.09, 0.11, 0.10, 0.12, 0.08, 0.10)).isEmpty();
    assertThat(ofRounds(0.10, 0.10, 0.101, 0.10, 0.102, 0.10, 0.101, 2.0))
        .extracting(Finding::code)
        .contains("C11");
  }

  private static List<Finding> ofRounds(double... differences) {
    return PairDiagnosis.ofRounds(differences, JUDGE);
  }

  private static ForkRecord fork(double megahertz, double collecting) {
    var host =
        new ObjectMapper()
            .convertValue(
                Map.of("wallSeconds", 1, "megahertzBefore", megahertz, "megahertzAfter", megahertz),
                HostActivity.class);
    var metrics =
        Map.of(
            JvmTimes.LASTING, new Metric(1000, "ms"),
            JvmTimes.COLLECTING, new Metric(collecting, "ms"));
    return new ForkRecord(
        CELL.id(),
        1,
        1,
        1,
        Outcome.OK,
        null,
        "2026-01-01T00:00:00Z",
        1000,
        "ns/op",
        null,
        List.of(new Iteration(false, 100, metrics, Map.of())),
        host);
  }
}
