package dev.threadmill.questions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Cell;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public class LaneTest {
  /// Every cell of a lane, with the values that the benchmark's other parameters have first.
  public static List<Cell> cells(Lane lane) {
    List<Cell> cells = new ArrayList<>();
    for (var entry : Catalog.ofThisJar().entries()) {
      var contenders = entry.params().getOrDefault(Cell.CONTENDER, List.of());
      List<Cell> points = new ArrayList<>();
      for (var kind : entry.params().getOrDefault(Cell.THREAD_KIND, List.of(""))) {
        for (var contender : contenders.isEmpty() ? List.of("") : contenders) {
          Map<String, String> point = new LinkedHashMap<>();
          entry.params().forEach((name, values) -> point.put(name, values.getFirst()));
          point.replace(Cell.THREAD_KIND, kind);
          point.replace(Cell.CONTENDER, contender);
          points.add(new Cell(entry.name(), entry.mode(), point, null, null, null));
        }
      }
      cells.addAll(lane.beside(points, contenders));
    }
    return cells;
  }

  private static Stream<String> lines(Lane lane) {
    var table = Lane.class.getResourceAsStream(lane.folder() + "/cells.txt");
    return new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
        .lines()
        .filter(line -> line.startsWith("cell"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFERENCE")
  void everyLineOfItsTableIsACellOfABenchmarkThatThereIs(Lane lane) {
    var cells = cells(lane);
    assertThat(cells).doesNotHaveDuplicates().hasSameSizeAs(lines(lane).toList());
    assertThat(cells)
        .allMatch(cell -> lane.id().equals(cell.lane()))
        .allMatch(lane::has)
        .allSatisfy(cell -> assertThat(Names.contender(cell)).doesNotMatch("[A-Z_]+"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFERENCE")
  void noTwoContendersOfABenchmarkHaveOneName(Lane lane) {
    assertThat(cells(lane))
        .extracting(cell -> cell.benchmark() + " " + Names.inItsRuntime(cell))
        .doesNotHaveDuplicates();
  }

  @Test
  void theReferenceHasWhatTheSuiteHas() {
    var cells = cells(Lane.REFERENCE);
    assertThat(cells).extracting(Cell::lane).containsOnly("reference");
    assertThat(cells.stream().map(Cell::benchmark).distinct())
        .containsExactlyElementsOf(
            Catalog.ofThisJar().entries().stream().map(Catalog.Entry::name).toList());
  }

  @Test
  void whatALaneLacksItHasNot() {
    var cell =
        new Cell(
            "dev.threadmill.suite.messaging.MessagingThroughputBenchmark.transfer",
            "avgt",
            Map.of("contender", "LINKED_BLOCKING_QUEUE", "threadKind", "VIRTUAL"),
            null,
            null,
            null,
            "go");
    assertThat(Lane.GO.has(cell)).isFalse();
    assertThat(Lane.named("cobol")).isEmpty();
    assertThat(Lane.named(null)).isEmpty();
  }
}
