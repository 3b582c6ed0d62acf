package dev.threadmill.analysis.claims;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds the cells of a run that a scenario names.
final class CellPairs {
  private final Map<String, List<ForkRecord>> forks;
  private final List<Cell> cells;

  /// Two cells that differ in what the scenario says and in nothing else.
  ///
  /// @param where what they share beside what the scenario names
  record Found(Cell faster, Cell slower, String where) {}

  CellPairs(Run run) {
    forks = run.forksByCell();
    cells =
        run.cells().stream()
            .filter(cell -> forks(cell).stream().anyMatch(ForkRecord::isOk))
            .toList();
  }

  List<ForkRecord> forks(Cell cell) {
    return forks.getOrDefault(cell.id(), List.of());
  }

  @Nullable Integer jdk(Cell cell) {
    return forks(cell).stream()
        .filter(ForkRecord::isOk)
        .map(fork -> JdkRange.major(fork.setting()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// All pairs of a scenario, at one of its ends.
  List<Found> of(Scenario scenario, Map<String, String> end) {
    List<Found> found = new ArrayList<>();
    for (Cell faster : matching(scenario, scenario.cell(scenario.faster(), end))) {
      for (Cell slower : matching(scenario, scenario.cell(scenario.slower(), end))) {
        var rest = rest(faster, scenario, end);
        if (!faster.equals(slower) && rest.equals(rest(slower, scenario, end))) {
          found.add(new Found(faster, slower, words(rest)));
        }
      }
    }
    return found;
  }

  private List<Cell> matching(Scenario scenario, Map<String, String> wanted) {
    return cells.stream()
        .filter(cell -> cell.shortName().equals(scenario.benchmark()))
        .filter(
            cell -> wanted.entrySet().stream().allMatch(w -> has(cell, w.getKey(), w.getValue())))
        .toList();
  }

  private boolean has(Cell cell, String name, String value) {
    return name.equals(Cell.JDK)
        ? JdkRange.of(value).holds(jdk(cell))
        : value.equals(cell.coordinates().get(name));
  }

  /// The coordinates that the scenario leaves open.
  private static Map<String, String> rest(Cell cell, Scenario scenario, Map<String, String> end) {
    var rest = new LinkedHashMap<>(cell.coordinates());
    // A JDK that only bounds both sides is still one and the same on both.
    boolean sameJdk =
        !scenario.faster().containsKey(Cell.JDK) && !scenario.slower().containsKey(Cell.JDK);
    for (var named : List.of(scenario.common(), scenario.faster(), scenario.slower(), end)) {
      named.keySet().stream()
          .filter(name -> !(sameJdk && name.equals(Cell.JDK)))
          .forEach(rest::remove);
    }
    return rest;
  }

  private static String words(Map<String, String> rest) {
    List<String> words = new ArrayList<>();
    rest.forEach((name, value) -> words.add(name + " " + value));
    return String.join(", ", words);
  }
}
