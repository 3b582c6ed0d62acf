package dev.threadmill.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.lane.LaneFork.LaneEnd;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests that the reference measures the suite's own bodies, and tells by its exit code whether it
/// failed.
class ReferenceProgramTest {
  private static final String ARITHMETIC = "baseline.HarnessBaselineBenchmark.arithmetic";
  private static final Program PROGRAM = Workbench.reference("a compiler");

  @Test
  void whatTheSuiteMeasuresItMeasures() throws IOException {
    var cell =
        new Cell(
            "dev.threadmill.suite." + ARITHMETIC, "avgt", Map.of(), null, null, null, "reference");
    int workers = Runtime.getRuntime().availableProcessors();
    var plan = new LaneFork.Plan(cell, workers, List.of(), 7, 1, 1_000_000, 2, 1_000_000, 1);
    try (var fork = new LaneFork(PROGRAM, plan)) {
      assertThat(fork.measure((warmup, number, count, score) -> {}))
          .isEqualTo(new LaneEnd(null, null));
      // No processor takes a thousand steps, each of which needs the one before, in 300 ns.
      assertThat(fork.iterations()).extracting(Iteration::score).allMatch(score -> score > 300);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "baseline.HarnessBaselineBenchmark.nothing, n/a, 0",
    "baseline.NoBenchmark.none, failed, 1",
  })
  void itsExitCodeTellsWhetherItFailed(String cell, String type, int exitCode) throws Exception {
    var process =
        new ProcessBuilder(PROGRAM.command())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var requests = process.outputWriter();
        var answers = process.inputReader()) {
      requests.write(Json.line(new Messages.Order(Messages.VERSION, cell, Map.of(), 1, 7)) + "\n");
      requests.flush();
      assertThat(Json.line(answers.readLine(), Messages.Prelude.class).type()).isEqualTo(type);
      assertThat(process.waitFor()).isEqualTo(exitCode);
    } finally {
      process.destroyForcibly();
    }
  }
}
