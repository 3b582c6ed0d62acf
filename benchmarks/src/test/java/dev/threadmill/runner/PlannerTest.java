package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.questions.Catalog;
import dev.threadmill.questions.Lane;
import dev.threadmill.questions.Preset;
import dev.threadmill.questions.Question;
import dev.threadmill.questions.Questions;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.Planner.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTest {
  private static final String NAME = "dev.threadmill.suite.family.QueueBenchmark.send";

  private final Planner planner = new Planner(new Catalog(List.of(entry())));

  private static Catalog.Entry entry() {
    Map<String, List<String>> params = new LinkedHashMap<>();
    params.put("contender", List.of("OURS", "THEIRS"));
    params.put("threadKind", List.of("PLATFORM", "VIRTUAL"));
    params.put("capacity", List.of("1", "64"));
    return new Catalog.Entry(NAME, "avgt", params, 1, 0, List.of(), "ns/op", 0, 1);
  }

  private List<Group> plan(
      Map<String, List<String>> params, List<Integer> cores, List<String> jdks) {
    return planner.plan(
        new Request(
            Preset.QUICK, List.of(), List.of("QueueB"), params, cores, jdks, List.of(), List.of()));
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
                        "dev.threadmill.suite.family.LockBenchmark.hold",
                        "avgt",
                        locks,
                        1,
                        0,
                        List.of(),
                        "ns/op",
                        0,
                        1),
                    new Catalog.Entry(
                        "dev.threadmill.suite.family.OtherBenchmark.wait",
                        "avgt",
                        Map.of("contender", List.of("OTHER")),
                        1,
                        0,
                        List.of(),
                        "ns/op",
                        0,
                        1))));
    var groups =
        both.plan(
            new Request(
                Preset.QUICK,
                List.of(),
                List.of("family"),
                Map.of("contender", List.of("LOCK", "THEIRS"), "capacity", List.of("1")),
                List.of(),
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
                        List.of(),
                        List.of("Nothing"),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("Nothing");
  }

  /// `-Dgolden.update` rewrites the lists; look at them before you commit them, because runs of
  /// other versions measured these cells. A benchmark that they do not name is free to join.
  @ParameterizedTest
  @EnumSource(names = {"QUICK", "STANDARD"})
  void aPresetMeasuresTheSameCellsInEveryVersion(Preset preset) throws IOException {
    var cells =
        planOf(preset).stream().flatMap(group -> group.cells().stream()).map(Cell::id).toList();
    var golden = Path.of("src/test/resources/golden/plan", preset.label() + ".txt");
    if (System.getProperty("golden.update") != null) {
      Files.write(golden, cells);
    }
    var kept = Files.readAllLines(golden);
    var benchmarks = kept.stream().map(PlannerTest::benchmark).collect(Collectors.toSet());
    assertThat(cells).filteredOn(cell -> benchmarks.contains(benchmark(cell))).isEqualTo(kept);
  }

  private static String benchmark(String id) {
    return id.replaceFirst("\\[.*", "");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RUNTIMES")
  void everyPresetMeasuresWhatQuickOrStandardDoes(Preset preset) {
    assertThat(planOf(preset)).isIn(planOf(Preset.QUICK), planOf(Preset.STANDARD));
  }

  private static List<Group> planOf(Preset preset, Question... questions) {
    return new Planner(Catalog.ofThisJar())
        .plan(
            new Request(
                preset,
                List.of(questions),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
  }

  static Stream<Arguments> questionsInPresets() {
    return Questions.all().stream()
        .flatMap(one -> Stream.of(Preset.values()).map(preset -> Arguments.of(one, preset)));
  }

  @ParameterizedTest
  @MethodSource("questionsInPresets")
  void aQuestionIsMeasuredByComparisonsThatAnswerIt(Question question, Preset preset) {
    var groups = planOf(preset, question);
    assertThat(groups)
        .flatExtracting(group -> Comparison.of(group.cells()))
        .anyMatch(question::isAnsweredBy);
    assertThat(groups).flatExtracting(Group::cells).allMatch(question::isAbout);
  }

  @Test
  void aQuestionIsMeasuredAsItsPresetSays() {
    var spawn = Questions.find("spawn").orElseThrow();
    assertThat(planOf(Preset.QUICK, spawn)).hasSize(1);
    assertThat(planOf(Preset.STANDARD, spawn)).hasSize(4);
  }

  private static List<Cell> besideTheJvm(String question, Map<String, List<String>> params) {
    return new Planner(Catalog.ofThisJar())
            .plan(
                new Request(
                    Preset.QUICK,
                    List.of(Questions.find(question).orElseThrow()),
                    List.of(),
                    params,
                    List.of(1, 2),
                    List.of("21", "25"),
                    List.of(),
                    List.of(Lane.RUST, Lane.GO)))
            .stream()
            .flatMap(group -> group.cells().stream())
            .filter(cell -> cell.lane() != null)
            .toList();
  }

  @Test
  void aLaneHasItsCellsBesideTheJvmUnderTheSameConditionsAndOnceForAllJdks() {
    assertThat(besideTheJvm("spawn", Map.of()))
        .extracting(Cell::id)
        .containsExactly(
            "spawning.SpawnJoinBenchmark.spawnAndJoin"
                + "[threadKind=PLATFORM,batch=100,contender=BARE_THREAD,cores=1,lane=rust]",
            "spawning.SpawnJoinBenchmark.spawnAndJoin"
                + "[threadKind=PLATFORM,batch=100,contender=BARE_THREAD,cores=2,lane=rust]",
            "spawning.SpawnJoinBenchmark.spawnAndJoin"
                + "[threadKind=VIRTUAL,batch=100,contender=BARE_THREAD,cores=1,lane=go]",
            "spawning.SpawnJoinBenchmark.spawnAndJoin"
                + "[threadKind=VIRTUAL,batch=100,contender=BARE_THREAD,cores=2,lane=go]");
  }

  @Test
  void ofContendersThatTheSuiteHasALaneHasThoseThatAreMeasuredAndItsOwnAsWell() {
    assertThat(besideTheJvm("mutex-or-arc", Map.of()))
        .extracting(cell -> cell.params().get("contender"))
        .contains("MUTEX", "ARC", "RW_LOCK")
        .doesNotContain("GET_AND_ADD");
    assertThat(besideTheJvm("mutex-or-arc", Map.of("contender", List.of("MUTEX"))))
        .extracting(cell -> cell.params().get("contender"))
        .containsOnly("MUTEX");
  }

  @Test
  void aParameterThatAUserNamesCountsMoreThanTheQuestion() {
    var spawn = Questions.find("spawn").orElseThrow();
    var groups =
        new Planner(Catalog.ofThisJar())
            .plan(
                new Request(
                    Preset.QUICK,
                    List.of(spawn),
                    List.of(),
                    Map.of("contender", List.of("CACHED_POOL")),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()));
    assertThat(groups).flatExtracting(Group::cells).hasSize(2);
  }
}
