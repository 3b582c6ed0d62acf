package dev.threadmill.report.findings;

import dev.threadmill.questions.Names;
import dev.threadmill.report.findings.Quotes.QuotedRun;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The cells of a run that a placeholder names: by a benchmark, such as `SpawnJoin`, and by those
/// coordinates that tell it from others. What is not said may have one value only.
final class CellSearch {
  /// What only the JVM has: a cell of another runtime stands beside every JDK.
  private static final Set<String> OF_THE_JVM = Set.of(Cell.JDK, Cell.JVM);

  private static final int SHOWN = 3;

  /// What stands for a lane in cells that have none, where others have one.
  private static final String NO_LANE = "jvm";

  private final Placeholder placeholder;
  private final QuotedRun run;
  private final Map<String, String> wanted;
  private final boolean withLanes;

  CellSearch(Placeholder placeholder, QuotedRun run) {
    this.placeholder = placeholder;
    this.run = run;
    this.wanted = placeholder.coordinates();
    this.withLanes = run.source().run().cells().stream().anyMatch(cell -> cell.lane() != null);
  }

  /// All that have what the placeholder says; at least one.
  List<Cell> all() {
    var cells = ofBenchmark();
    var known = coordinates(cells);
    wanted.forEach(
        (name, value) -> {
          var values = known.get(name);
          if (values == null) {
            throw placeholder.lacks(
                name, known.keySet(), "names %s=, and the benchmark has ", name);
          }
          if (having(cells, name, value).isEmpty()) {
            throw placeholder.lacks(
                value, values, "finds no %s=%s in run %s, which has ", name, value, run.alias());
          }
        });
    long most = cells.stream().mapToLong(this::matches).max().orElse(0);
    var nearest = cells.stream().filter(cell -> matches(cell) == most).toList();
    if (most < wanted.size()) {
      throw placeholder.fault(
          "finds no cell in run %s that has all of this; near are %s",
          run.alias(),
          nearest.stream().limit(SHOWN).map(Cell::id).collect(Collectors.joining("; ")));
    }
    return nearest;
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
      for (var other : having(cells, factor, of)) {
        having(cells, factor, to).stream()
            .filter(baseline -> onlyBy(factor, other, baseline))
            .forEach(baseline -> pairs.add(new Comparison(factor, baseline, other)));
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

  private List<Cell> having(List<Cell> cells, String name, String value) {
    return cells.stream().filter(cell -> values(cell, name).contains(value)).toList();
  }

  private static boolean onlyBy(String factor, Cell one, Cell two) {
    var left = one.coordinates();
    var right = two.coordinates();
    if (factor.equals(Cell.LANE)) {
      Stream.of(left, right).forEach(side -> side.keySet().removeAll(OF_THE_JVM));
    }
    return !Objects.equals(left.remove(factor), right.remove(factor))
        && left.equals(right)
        && one.group().equals(two.group());
  }

  private List<Cell> ofBenchmark() {
    var name = placeholder.word();
    if (name.isEmpty()) {
      throw placeholder.fault("names no benchmark");
    }
    // `SpawnJoin` or `spawning.SpawnJoinBenchmark`, each with the method or not.
    var form = Pattern.compile("(.*\\.)?" + Pattern.quote(name) + "(Benchmark)?(\\.\\w+)?");
    var cells = run.source().run().cells();
    var found = cells.stream().filter(cell -> form.matcher(cell.shortName()).matches()).toList();
    if (found.isEmpty()) {
      var known = cells.stream().map(Names::benchmark).distinct().sorted().toList();
      throw placeholder.lacks(
          name, known, "finds no benchmark %s in run %s, which has ", name, run.alias());
    }
    return found;
  }

  /// The values of a coordinate; a JDK goes by its version too, cores by their number, and the JVM
  /// is a lane beside others.
  private List<String> values(Cell cell, String name) {
    int cores = run.source().cores(cell);
    var also =
        switch (name) {
          case Cell.JDK -> run.source().jdk(cell);
          case Cell.CORES -> cores > 0 ? String.valueOf(cores) : null;
          case Cell.LANE -> withLanes && cell.lane() == null ? NO_LANE : null;
          default -> null;
        };
    return Stream.of(Optional.ofNullable(also), Optional.ofNullable(cell.coordinates().get(name)))
        .flatMap(Optional::stream)
        .toList();
  }

  private long matches(Cell cell) {
    return wanted.entrySet().stream()
        .filter(
            one ->
                cell.lane() != null && OF_THE_JVM.contains(one.getKey())
                    || values(cell, one.getKey()).contains(one.getValue()))
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
      names.addAll(List.of(Cell.CORES, Cell.JDK, Cell.LANE));
      for (var name : names) {
        values(cell, name).stream()
            .findFirst()
            .ifPresent(one -> all.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(one));
      }
    }
    return all;
  }
}
