package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.results.Unusable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What answers a question and what proves the method are not mixed up.
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
  void noPatternChoosesAProof() {
    var request =
        new Request(
            Preset.QUICK, List.of("PlantedSlowdown"), Map.of(), List.of(), List.of(), List.of());
    assertThatThrownBy(() -> new Planner(Catalog.ofThisJar()).plan(request))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("No benchmark matches");
  }
}
