package dev.threadmill.report.findings;

import dev.threadmill.questions.Names;
import dev.threadmill.report.chart.Nearest;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The cells of a run that a placeholder names: by a benchmark, such as `SpawnJoin`, and by those
/// coordinates that tell it from others. What is not said may have one value only.
final class CellSearch {
  private static final int SHOWN = 3;

  private final Placeholder placeholder;
  private final QuotedRun run;

  CellSearch(Placeholder placeholder, QuotedRun run) {
    this.placeholder = placeholder;
    this.run = run;
  }

  /// All that have what the placeholder says; at least one.
  List<Cell> all() {
    var cells = ofBenchmark();
    var wanted = placeholder.coordinates();
    var known = coordinates(cells);
    wanted.forEach(
        (name, value) -> {
          var values = known.get(name);
          if (values == null) {
            throw placeholder.fault(
                "names %s=, and the benchmark has %s%s",
                name, String.join(", ", known.keySet()), Nearest.to(name, known.keySet()));
          }
          if (cells.stream().noneMatch(cell -> has(cell, name, value))) {
            throw placeholder.fault(
                "finds no %s=%s in run %s, which has %s%s",
                name, value, run.alias(), String.join(", ", values), Nearest.to(value, values));
          }
        });
    var found = cells.stream().filter(cell -> matches(cell, wanted) == wanted.size()).toList();
    if (found.isEmpty()) {
      long most = cells.stream().mapToLong(cell -> matches(cell, wanted)).max().orElse(0);
      throw placeholder.fault(
          "finds no cell in run %s that has all of this; near are %s",
          run.alias(),
          cells.stream()
              .filter(cell -> matches(cell, wanted) == most)
              .limit(SHOWN)
              .map(Cell::id)
              .collect(Collectors.joining("; ")));
    }
    return found;
  }

  /// The only one.
  Cell one() {
    var found = all();
    if (found.size() > 1) {
      throw placeholder.fault(
          "means %s cells of run %s; say also %s", found.size(), run.alias(), open(found));
    }
    return found.getFirst();
  }

  /// The only two that differ in nothing but what `of` and `to` say.
  Comparison pair() {
    var of = placeholder.need("of");
    var to = placeholder.need("to");
    var cells = all();
    List<Comparison> pairs = new ArrayList<>();
    for (var factor : Cell.COMPARED) {
      for (var other : cells) {
        for (var baseline : cells) {
          if (has(other, factor, of)
              && has(baseline, factor, to)
              && onlyBy(factor, other, baseline)) {
            pairs.add(new Comparison(factor, baseline, other));
          }
        }
      }
    }
    if (pairs.isEmpty()) {
      var values = coordinates(cells);
      values.keySet().retainAll(Cell.COMPARED);
      throw placeholder.fault(
          "finds no two cells in run %s that differ in being %s and %s alone; there are %s",
          run.alias(), of, to, words(values));
    }
    if (pairs.size() > 1) {
      throw placeholder.fault(
          "means %s comparisons in run %s; say also %s",
          pairs.size(), run.alias(), open(pairs.stream().map(Comparison::other).toList()));
    }
    return pairs.getFirst();
  }

  private static boolean onlyBy(String factor, Cell one, Cell two) {
    var left = one.coordinates();
    var right = two.coordinates();
    boolean differs =
        !String.valueOf(left.remove(factor)).equals(String.valueOf(right.remove(factor)));
    return differs && left.equals(right) && one.group().equals(two.group());
  }

  private List<Cell> ofBenchmark() {
    var name = placeholder.word();
    if (name.isEmpty()) {
      throw placeholder.fault("names no benchmark");
    }
    // `SpawnJoin`, `SpawnJoinBenchmark`, `spawning.SpawnJoinBenchmark`, each with the method or
    // not.
    var form = Pattern.compile("(.*\\.)?" + Pattern.quote(name) + "(Benchmark)?(\\.\\w+)?");
    var cells = run.source().run().cells();
    var found = cells.stream().filter(cell -> form.matcher(cell.shortName()).matches()).toList();
    if (found.isEmpty()) {
      var known = cells.stream().map(Names::benchmark).distinct().sorted().toList();
      throw placeholder.fault(
          "finds no benchmark %s in run %s, which has %s%s",
          name, run.alias(), String.join(", ", known), Nearest.to(name, known));
    }
    return found;
  }

  private boolean has(Cell cell, String name, String value) {
    return values(cell, name).contains(value);
  }

  /// The values of a coordinate; a JDK goes by its version too, and cores by their number.
  private Set<String> values(Cell cell, String name) {
    Set<String> values = new LinkedHashSet<>();
    if (name.equals(Cell.JDK)) {
      values.add(run.source().jdk(cell));
    } else if (name.equals(Cell.CORES) && run.source().cores(cell) > 0) {
      values.add(String.valueOf(run.source().cores(cell)));
    }
    var own = cell.coordinates().get(name);
    if (own != null) {
      values.add(own);
    }
    return values;
  }

  private long matches(Cell cell, Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .filter(entry -> has(cell, entry.getKey(), entry.getValue()))
        .count();
  }

  /// The coordinates in which cells differ, with their values.
  private String open(Collection<Cell> cells) {
    var differing = coordinates(cells);
    differing.values().removeIf(values -> values.size() < 2);
    return differing.isEmpty() ? "the method of the benchmark" : words(differing);
  }

  private static String words(Map<String, Set<String>> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
        .collect(Collectors.joining(", "));
  }

  /// What cells can be told apart by, with the values that a writer would name.
  private Map<String, Set<String>> coordinates(Collection<Cell> cells) {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    for (var cell : cells) {
      Set<String> names = new LinkedHashSet<>(cell.coordinates().keySet());
      names.addAll(List.of(Cell.CORES, Cell.JDK));
      for (var name : names) {
        values(cell, name).stream()
            .limit(1)
            .forEach(value -> all.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(value));
      }
    }
    return all;
  }
}
