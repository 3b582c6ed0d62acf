package dev.threadmill.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.Samples;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.Verdict;
import dev.threadmill.stats.simulation.Draws;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Two runs, one a side, of many benchmarks that differ by themselves from run to run: their own
/// rows tell by how much, and intervals cover the true ratio as often as they say.
///
/// Of four thousand rows a rate of 5 % has a standard error of 0.35 %, and a little more where rows
/// share what their run did to all.
class SpreadSimulationTest {
  private static final int BENCHMARKS = 200;
  private static final int TRIALS = 20;

  /// What rows came to.
  private record Rates(double covered, double same, double different, double found) {}

  @Test
  void equalRowsAreCoveredAndManyAreTheSame() {
    var rates = rates(0.015, 0, 0);
    assertThat(rates.covered).as("%s", rates).isBetween(0.93, 0.98);
    assertThat(rates.same).as("%s", rates).isGreaterThan(0.1);
    assertThat(rates.different).as("%s", rates).isLessThan(0.01);
    assertThat(rates(0.005, 0, 0).same).isGreaterThan(0.9);
  }

  @Test
  void aRunThatMovesAllRowsIsAllowedFor() {
    var rates = rates(0.01, 0.01, 0);
    assertThat(rates.covered).as("%s", rates).isBetween(0.93, 0.99);
    assertThat(rates.different).as("%s", rates).isLessThan(0.01);
  }

  @Test
  void whatBecameSlowerIsFoundAmongWhatDidNot() {
    var rates = rates(0.015, 0, 0.1);
    assertThat(rates.covered).as("%s", rates).isBetween(0.93, 0.985);
    assertThat(rates.found).as("%s", rates).isGreaterThan(0.95);
  }

  @Test
  void noisyRunsGetWideIntervals() {
    var rates = rates(0.06, 0, 0);
    assertThat(rates.covered).as("with 3 %% assumed it is 90 %%: %s", rates).isBetween(0.93, 0.98);
    assertThat(rates.different).as("%s", rates).isLessThan(0.01);
  }

  /// @param ofRow the standard deviation of what a run does to a row
  /// @param ofRun of what it does to all
  /// @param slower the share of rows that are 20 % slower in the second run
  private static Rates rates(double ofRow, double ofRun, double slower) {
    var rows =
        IntStream.range(0, TRIALS)
            .parallel()
            .boxed()
            .flatMap(
                trial -> {
                  var draws = new Draws(trial);
                  var base = run("base", ofRow, ofRun, 0, draws);
                  var other = run("other", ofRow, ofRun, slower, draws);
                  return RunComparison.of(
                      List.of(List.of(base), List.of(other)), List.of(), null, Only.ALL)
                      .sides()
                      .getFirst()
                      .scores()
                      .stream();
                })
            .toList();
    double changed = rows.stream().filter(row -> truth(row, slower) < 1).count();
    return new Rates(
        share(rows, row -> interval(row).contains(truth(row, slower)), rows.size()),
        share(rows, row -> row.verdict() instanceof Verdict.Same, rows.size()),
        share(
            rows,
            row -> truth(row, slower) == 1 && row.verdict() instanceof Verdict.Different,
            rows.size()),
        share(
            rows,
            row -> truth(row, slower) < 1 && row.verdict() instanceof Verdict.Different,
            changed));
  }

  private static double share(
      List<Row.OfScores> rows, java.util.function.Predicate<Row.OfScores> which, double of) {
    return rows.stream().filter(which).count() / of;
  }

  private static Interval interval(Row.OfScores row) {
    return Objects.requireNonNull(Objects.requireNonNull(row.ratio()).interval());
  }

  private static boolean isSlower(Cell cell, double slower) {
    return Integer.parseInt(cell.benchmark().replaceAll("\\D", "")) < slower * BENCHMARKS;
  }

  private static double truth(Row.OfScores row, double slower) {
    return isSlower(row.cell(), slower) ? 1 / 1.2 : 1;
  }

  private static Run run(String name, double ofRow, double ofRun, double slower, Draws draws) {
    List<Group> groups = new ArrayList<>();
    List<ForkRecord> forks = new ArrayList<>();
    double all = draws.normal(ofRun);
    for (int i = 0; i < BENCHMARKS; i++) {
      var cell = new Cell("example.B%03d".formatted(i), "avgt", Map.of(), null, null, null);
      groups.add(Samples.group(cell));
      double log =
          Math.log(100 + i)
              + all
              + draws.normal(ofRow)
              + (isSlower(cell, slower) ? Math.log(1.2) : 0);
      for (int round = 1; round <= 10; round++) {
        double score = Math.exp(log + draws.normal(0.01));
        forks.add(Samples.fork(cell, round, forks.size() + 1, score, score * 1.001));
      }
    }
    return new Run(name, Path.of(name), null, groups, forks, List.of());
  }
}
