package dev.threadmill.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartTable;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Curves from cells whose throughput is known.
class ScalingRowsTest {
  private static final double ALONE = 20;

  /// A step takes longer by contention, and by each thread that must be told.
  private static double nanos(int workers) {
    return ALONE * (1 + 0.2 * (workers - 1) + 0.01 * workers * (workers - 1)) / workers;
  }

  private static Cell cell(String contender, int threads, @Nullable Integer cores) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("contender", contender);
    params.put("threadKind", "PLATFORM");
    params.put("threads", String.valueOf(threads));
    return new Cell(
        "dev.threadmill.suite.sharing.SharedCounterBenchmark.step",
        "avgt",
        params,
        cores,
        null,
        null);
  }

  private static Run run(List<Cell> cells) {
    List<ForkRecord> forks = new ArrayList<>();
    for (int round = 1; round <= 4; round++) {
      for (var cell : cells) {
        int workers = Integer.parseInt(String.valueOf(cell.params().get("threads")));
        double noise = 1 + 0.002 * ((round * 7 + workers * 3) % 5 - 2);
        forks.add(Samples.fork(cell, round, forks.size() + 1, nanos(workers) * noise));
      }
    }
    var group = new RunManifest.Group("counter", cells);
    return new Run("made", Path.of("made"), null, List.of(group), forks, List.of());
  }

  private static List<ChartRow> rows(List<Cell> cells) {
    return rows(run(cells));
  }

  private static List<ChartRow> rows(Run run) {
    return RunTables.of(Source.of(List.of(RunAnalysis.of(run)))).rows(ChartTable.SCALING);
  }

  @Test
  void throughputOfAllThreadsIsTheReciprocalOfTheTimeOfAStep() {
    var rows = rows(List.of(cell("ARC", 1, null), cell("ARC", 4, null), cell("ARC", 2, null)));
    assertThat(rows).extracting(row -> row.number("workers")).containsExactly(1.0, 2.0, 4.0);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.text("sweep")).isEqualTo("threads");
              double expected = 1e9 / nanos(row.number("workers").intValue());
              assertThat(row.number("score")).isCloseTo(expected, within(0.01 * expected));
              assertThat(row.number("low")).isLessThan(row.number("score"));
              assertThat(row.number("high")).isGreaterThan(row.number("score"));
            });
  }

  /// Operations that are not done have no rate.
  @Test
  void aCounterThatLosesUpdatesHasNoCurve() {
    var whole = run(List.of(cell("ARC", 1, null), cell("ARC", 2, null)));
    var losing =
        whole.forks().stream()
            .map(fork -> Samples.reporting(fork, "updates.lost", 12, "%"))
            .toList();
    assertThat(rows(whole)).hasSize(2);
    assertThat(
            rows(
                new Run(whole.name(), whole.origin(), null, whole.groups(), losing, whole.ruler())))
        .isEmpty();
  }

  @Test
  void aSweepOfCoresTakesTheCellsWithAThreadACore() {
    List<Cell> cells = new ArrayList<>();
    for (int cores = 1; cores <= 4; cores *= 2) {
      for (int threads = 1; threads <= 4; threads *= 2) {
        cells.add(cell("ARC", threads, cores));
      }
    }
    var byCores = rows(cells).stream().filter(row -> row.text("sweep").equals("cores")).toList();
    assertThat(byCores).extracting(row -> row.number("workers")).containsExactly(1.0, 2.0, 4.0);
    assertThat(byCores).extracting(row -> row.text("cores")).containsExactly("1", "2", "4");
    var byThreads =
        rows(cells).stream().filter(row -> row.text("sweep").equals("threads")).toList();
    assertThat(byThreads).hasSize(3).allMatch(row -> row.text("cores").equals("4"));
  }
}
