package dev.threadmill.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.recording.JvmTimes;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.Iteration.Metric;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellDiagnosisTest {
  private static final String STILL_COMPILING = "C1";

  @Test
  void oneForkThatCompilesLateIsAForkLikeOthers() {
    assertThat(findings("avgt", 1, 0, 300, 2, 1)).noneMatch(CellDiagnosisTest::isCompiling);
  }

  @Test
  void forksThatMostlyStillCompileAreNotToBeTrusted() {
    assertThat(findings("avgt", 120, 0, 300, 200, 1))
        .filteredOn(CellDiagnosisTest::isCompiling)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Level.BAD);
              // 120 ms of a second, shared by two compilers.
              assertThat(finding.sentence()).contains("(6");
            });
  }

  @Test
  void whatRunsOnceIsMeantToBeCold() {
    assertThat(findings("ss", 300, 300, 300, 300, 300)).noneMatch(CellDiagnosisTest::isCompiling);
  }

  private static boolean isCompiling(Finding finding) {
    return finding.code().equals(STILL_COMPILING);
  }

  /// Of forks that compiled for so many milliseconds of their last second.
  private static List<Finding> findings(String mode, double... compiling) {
    var cell = new Cell("dev.threadmill.suite.Some.thing", mode, Map.of(), null, null, null);
    List<ForkRecord> forks = new ArrayList<>();
    for (double millis : compiling) {
      int round = forks.size() + 1;
      Map<String, Metric> metrics =
          Map.of(
              JvmTimes.COMPILING, new Metric(millis, "ms"),
              JvmTimes.LASTING, new Metric(1000, "ms"));
      forks.add(
          new ForkRecord(
              cell.id(),
              round,
              round,
              1,
              Outcome.OK,
              null,
              "2026-11-21T12:00:00Z",
              1500,
              "ns/op",
              null,
              List.of(new Iteration(false, 100 + round % 2, metrics, Map.of())),
              null));
    }
    return CellDiagnosis.of(cell, forks, Double.NaN);
  }
}
