package dev.threadmill.analysis.compare;

import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Moments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which cell of one side stands against which of the other.
///
/// Cells with the same benchmark, parameters and lane do. Cores, JDK and JVM arguments tell cells
/// of a side apart only where that side has several of them; else they are conditions of the whole
/// side, and [Matrix] says whether they may differ.
record Counterparts(List<Pair> pairs, List<Measured> onlyInBase, List<Measured> onlyInOther) {
  record Pair(Measured base, Measured other) {
    /// What both are: a JDK that only one of them has is a condition of its side.
    Cell cell() {
      return base.cell().sharedWith(other.cell());
    }

    boolean isPaced() {
      return base.isPaced() || other.isPaced();
    }

    /// By what the two are compared: by what is asked for, if only to say that one of them has
    /// nothing to show, and by what both report.
    List<Quantity> quantities() {
      var asked =
          Quantity.ASKED.stream()
              .filter(quantity -> base.shows(quantity) || other.shows(quantity))
              .filter(quantity -> !quantity.isTime() || !isPaced());
      var reported = base.reported().stream().filter(this::bothShow);
      return Stream.concat(asked, reported).toList();
    }

    boolean bothShow(Quantity quantity) {
      return base.shows(quantity) && other.shows(quantity);
    }

    /// How much faster the other is, as a logarithm.
    double difference() {
      return Moments.mean(other.logs()) - Moments.mean(base.logs());
    }

    /// The squared error of the difference as the forks tell it.
    double squaredError() {
      return Moments.variance(base.logs()) / base.logs().length
          + Moments.variance(other.logs()) / other.logs().length;
    }

    String unit() {
      return Stream.of(base, other)
          .map(one -> one.conditions().get(Rule.UNIT))
          .filter(Objects::nonNull)
          .findFirst()
          .orElse("");
    }
  }

  private record Key(String benchmark, Map<String, String> coordinates) {}

  static Counterparts of(Side base, Side other) {
    List<Function<Cell, @Nullable String>> axes = new ArrayList<>();
    axes.add(Cell::lane);
    for (Function<Cell, @Nullable String> axis :
        List.<Function<Cell, @Nullable String>>of(
            cell -> cell.cores() == null ? null : cell.cores().toString(), Cell::jdk, Cell::jvm)) {
      if (hasSeveral(base, axis) || hasSeveral(other, axis)) {
        axes.add(axis);
      }
    }
    // Where a file has a benchmark in several modes, its name there ends with the mode.
    Set<String> severalModes = new LinkedHashSet<>();
    Stream.of(base, other)
        .flatMap(side -> side.runs().stream())
        .flatMap(run -> run.run().cells().stream())
        .filter(cell -> !cell.benchmark().equals(cell.benchmarkInAnyMode()))
        .forEach(cell -> severalModes.add(cell.benchmarkInAnyMode()));
    axes.add(cell -> severalModes.contains(cell.benchmarkInAnyMode()) ? cell.mode() : null);
    var inBase = measured(base, axes);
    var inOther = measured(other, axes);
    List<Pair> pairs = new ArrayList<>();
    List<Measured> onlyInBase = new ArrayList<>();
    inBase.forEach(
        (key, measured) -> {
          var counterpart = inOther.remove(key);
          if (counterpart == null) {
            onlyInBase.add(measured);
          } else {
            pairs.add(new Pair(measured, counterpart));
          }
        });
    return new Counterparts(pairs, onlyInBase, List.copyOf(inOther.values()));
  }

  private static boolean hasSeveral(Side side, Function<Cell, @Nullable String> axis) {
    Set<@Nullable String> values = new LinkedHashSet<>();
    side.runs().forEach(run -> run.run().cells().forEach(cell -> values.add(axis.apply(cell))));
    return values.size() > 1;
  }

  private static Map<Key, Measured> measured(
      Side side, List<Function<Cell, @Nullable String>> axes) {
    Map<Key, Map<RunAnalysis, Cell>> cells = new LinkedHashMap<>();
    for (var run : side.runs()) {
      for (var cell : run.run().cells()) {
        cells.computeIfAbsent(key(cell, axes), any -> new LinkedHashMap<>()).put(run, cell);
      }
    }
    Map<Key, Measured> measured = new LinkedHashMap<>();
    cells.forEach((key, ofRuns) -> measured.put(key, new Measured(side, ofRuns)));
    return measured;
  }

  private static Key key(Cell cell, List<Function<Cell, @Nullable String>> axes) {
    // Sorted: the order of parameters is no difference.
    Map<String, String> coordinates = new TreeMap<>(cell.params());
    for (int i = 0; i < axes.size(); i++) {
      coordinates.put("axis " + i, String.valueOf(axes.get(i).apply(cell)));
    }
    return new Key(cell.benchmarkInAnyMode(), coordinates);
  }
}
