package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.questions.Catalog;
import dev.threadmill.questions.Preset;
import dev.threadmill.results.Cell;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.results.Unusable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests that benchmarks which answer a question and those which prove the method are kept apart.
class CatalogTest {
  @Test
  void proofsAreFoundOnlyByWhoAsksForThem() {
    assertThat(Catalog.ofProofs().entries())
        .extracting(Catalog.Entry::name)
        .containsExactly("dev.threadmill.suite.proof.PlantedSlowdownBenchmark.operation");
    assertThat(Catalog.ofThisJar().entries())
        .hasSizeGreaterThan(20)
        .noneMatch(entry -> entry.name().contains("proof"));
  }

  @Test
  void aServerIsWarmedUpForLonger() {
    String serving = "dev.threadmill.suite.serving.ServingCapacityBenchmark.serve";
    assertThat(Catalog.find(serving).orElseThrow().warmUps()).isEqualTo(2);
    var cell = new Cell(serving, "avgt", Map.of(), null, null, null);
    var other = new Cell("no.such.Benchmark.run", "avgt", Map.of(), null, null, null);
    var shape = new Shape(3, 100, 5, 10);
    assertThat(Estimate.warmUps(cell, shape)).isEqualTo(6);
    assertThat(Estimate.meantMillis(cell, shape)).isEqualTo(650);
    assertThat(Estimate.meantMillis(other, shape)).isEqualTo(350);
  }

  @Test
  void whatRunsOnceAForkTakesAsLongAsItSays() {
    var stretch = "dev.threadmill.suite.fairness.LockSharesBenchmark.stretch";
    var close = "dev.threadmill.suite.messaging.CloseWakeBenchmark.end";
    var shape = new Shape(3, 100, 5, 10);
    assertThat(
            Estimate.forkMillis(new Cell(stretch, "ss", Map.of(), null, null, null), shape)
                - Estimate.forkMillis(new Cell(close, "ss", Map.of(), null, null, null), shape))
        .isEqualTo(6000 - 1500);
  }

  @Test
  void noPatternChoosesAProof() {
    var request =
        new Planner.Request(
            Preset.QUICK,
            List.of(),
            List.of("PlantedSlowdown"),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThatThrownBy(() -> new Planner(Catalog.ofThisJar()).plan(request))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("No benchmark matches");
  }
}
