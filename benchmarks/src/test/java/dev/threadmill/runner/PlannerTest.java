package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.results.Cell;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.Unusable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final String NAME = "dev.threadmill.suite.family.QueueBenchmark.send";

  private final Planner planner = new Planner(new Catalog(List.of(entry())));

  private static Catalog.Entry entry() {
    Map<String, List<String>> params = new LinkedHashMap<>();
    params.put("contender", List.of("OURS", "THEIRS"));
    params.put("threadKind", List.of("PLATFORM", "VIRTUAL"));
    params.put("capacity", List.of("1", "64"));
    return new Catalog.Entry(NAME, "avgt", params);
  }

  private List<Group> plan(
      Map<String, List<String>> params, List<Integer> cores, List<String> jdks) {
    return planner.plan(
        new Request(Preset.QUICK, List.of("QueueB"), params, cores, jdks, List.of()));
  }

  @Test
  void whatIsComparedStandsInOneGroupAndConditionsMakeGroups() {
    var groups = plan(Map.of(), List.of(), List.of());
    assertThat(groups)
        .extracting(Group::name)
        .containsExactly(
            "family.QueueBenchmark.send[capacity=1]", "family.QueueBenchmark.send[capacity=64]");
    assertThat(groups.getFirst().cells()).hasSize(4);
  }

  @Test
  void axesMultiplyTheCellsOfAGroup() {
    var groups = plan(Map.of("capacity", List.of("8")), List.of(1, 2), List.of("21", "25"));
    assertThat(groups).hasSize(1);
    assertThat(groups.getFirst().cells()).hasSize(2 * 2 * 2 * 2);
    assertThat(groups.getFirst().cells())
        .extracting(Cell::id)
        .contains(
            "family.QueueBenchmark.send"
                + "[contender=OURS,threadKind=VIRTUAL,capacity=8,cores=2,jdk=21]");
  }

  @Test
  void aValueThatOnlySomeBenchmarksHaveChoosesAmongThem() {
    var locks = Map.of("contender", List.of("LOCK", "OURS"));
    var both =
        new Planner(
            new Catalog(
                List.of(
                    entry(),
                    new Catalog.Entry(
                        "dev.threadmill.suite.family.LockBenchmark.hold", "avgt", locks),
                    new Catalog.Entry(
                        "dev.threadmill.suite.family.OtherBenchmark.wait",
                        "avgt",
                        Map.of("contender", List.of("OTHER"))))));
    var groups =
        both.plan(
            new Request(
                Preset.QUICK,
                List.of("family"),
                Map.of("contender", List.of("LOCK", "THEIRS"), "capacity", List.of("1")),
                List.of(),
                List.of(),
                List.of()));
    assertThat(groups.stream().flatMap(group -> group.cells().stream()).map(Cell::id))
        .containsExactly(
            "family.QueueBenchmark.send[contender=THEIRS,threadKind=PLATFORM,capacity=1]",
            "family.QueueBenchmark.send[contender=THEIRS,threadKind=VIRTUAL,capacity=1]",
            "family.LockBenchmark.hold[contender=LOCK]");
  }

  @Test
  void aParameterThatNothingHasIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> plan(Map.of("colour", List.of("red")), List.of(), List.of()))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("colour")
        .hasMessageContaining("capacity");
  }

  @Test
  void aContenderThatThereIsNotIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> plan(Map.of("contender", List.of("NOBODY")), List.of(), List.of()))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("NOBODY")
        .hasMessageContaining("OURS, THEIRS");
  }

  @Test
  void nothingThatMatchesIsRefused() {
    assertThatThrownBy(
            () ->
                planner.plan(
                    new Request(
                        Preset.QUICK,
                        List.of("Nothing"),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of())))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("Nothing");
  }

  @Test
  void everyChoiceOfEveryPresetIsABenchmarkWithThoseParametersAndValues() {
    var catalog = Catalog.ofThisJar();
    for (Preset preset : Preset.values()) {
      for (Choice choice : preset.choices()) {
        var entries =
            catalog.entries().stream().filter(entry -> choice.isOf(entry.name())).toList();
        assertThat(entries).as("%s", choice).hasSize(1);
        assertThat(entries.getFirst().params().keySet())
            .as("%s", choice)
            .containsAll(choice.params().keySet());
        new Planner(catalog)
            .plan(
                new Request(
                    preset,
                    List.of(java.util.regex.Pattern.quote(choice.benchmark()) + "$"),
                    choice.params(),
                    List.of(),
                    List.of(),
                    List.of()));
      }
    }
  }
}
