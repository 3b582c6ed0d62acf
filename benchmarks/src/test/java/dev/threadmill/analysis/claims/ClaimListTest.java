package dev.threadmill.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.questions.Catalog;
import dev.threadmill.questions.Lane;
import dev.threadmill.results.Cell;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that the claims in the jar ask for what the suite has.
class ClaimListTest {
  private static final Map<String, Catalog.Entry> CATALOG =
      Catalog.ofThisJar().entries().stream()
          .collect(
              Collectors.toMap(
                  entry -> entry.name().replace("dev.threadmill.suite.", ""), entry -> entry));

  record Asked(String claim, Scenario scenario) {
    @Override
    public String toString() {
      return claim + ", " + scenario.name();
    }
  }

  static Stream<Asked> scenarios() {
    return Claim.ofThisJar().stream()
        .flatMap(claim -> claim.scenarios().stream().map(s -> new Asked(claim.id(), s)));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void namesABenchmarkWithAllItsParametersAndValues(Asked asked) {
    var entry = CATALOG.get(asked.scenario().benchmark());
    assertThat(entry).as(asked.scenario().benchmark()).isNotNull();
    for (var cell : asked.scenario().cells()) {
      var params = new HashSet<>(cell.keySet());
      params.removeAll(Set.of(Cell.JDK, Cell.CORES, Cell.LANE));
      assertThat(params).isEqualTo(entry.params().keySet());
      var lane = cell.get(Cell.LANE);
      for (String name : params) {
        if (lane == null || !name.equals(Cell.CONTENDER)) {
          assertThat(entry.params().get(name)).as(name).contains(cell.get(name));
        }
      }
      if (lane != null) {
        Map<String, String> point = new HashMap<>(cell);
        point.keySet().retainAll(params);
        var asCell = new Cell(entry.name(), entry.mode(), point, null, null, null, lane);
        assertThat(Lane.named(lane).orElseThrow().has(asCell)).as(asCell.id()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void hasWhatItsKindNeeds(Asked asked) {
    var scenario = asked.scenario();
    switch (scenario.kind()) {
      case WITHIN -> assertThat(scenario.band()).isNotNull();
      case RATIO -> assertThat(scenario.figure() != null || scenario.band() != null).isTrue();
      case CROSSOVER -> assertThat(scenario.ends()).hasSize(2);
      case DIRECTION -> assertThat(scenario.band()).isNull();
    }
    assertThat(scenario.cells()).doesNotHaveDuplicates();
  }

  @Test
  void everyClaimIsCoveredOrSaysWhyNot() {
    assertThat(Claim.ofThisJar())
        .hasSizeGreaterThanOrEqualTo(15)
        .allSatisfy(
            claim -> {
              assertThat(claim.scenarios().isEmpty()).isEqualTo(claim.notCovered() != null);
              assertThat(claim.source()).startsWith("https://");
              assertThat(claim.sentence()).endsWith(".");
            });
    assertThat(Claim.ofThisJar()).extracting(Claim::id).doesNotHaveDuplicates();
    assertThat(Claim.ofThisJar())
        .extracting(Claim::id)
        .containsAll(List.of("T5", "V1", "V2", "V4", "Q1", "Q2", "L5"));
  }
}
