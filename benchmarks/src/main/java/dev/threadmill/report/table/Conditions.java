package dev.threadmill.report.table;

import dev.threadmill.questions.Names;
import dev.threadmill.results.Cell;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which conditions must be named to tell the cells of a report apart: those that have more than
/// one value among all cells of the benchmark, in whatever run.
public final class Conditions {
  private static final Set<String> FACTORS =
      Set.of(Cell.CONTENDER, Cell.THREAD_KIND, Cell.CORES, Cell.JDK, Cell.LANE);

  private final Map<String, Map<String, Set<String>>> values = new HashMap<>();

  public Conditions(Collection<Source> sources) {
    for (var source : sources) {
      for (var cell : source.run().cells()) {
        var own = values.computeIfAbsent(cell.benchmark(), name -> new HashMap<>());
        cell.coordinates()
            .forEach((name, value) -> own.computeIfAbsent(name, any -> new TreeSet<>()).add(value));
      }
    }
  }

  Set<String> values(Cell cell, String name) {
    return Objects.requireNonNull(values.get(cell.benchmark())).getOrDefault(name, Set.of());
  }

  /// The conditions of a cell that differ within the report, in words, without those `held`.
  List<String> differing(Cell cell, Set<String> held) {
    return cell.coordinates().keySet().stream()
        .filter(name -> !FACTORS.contains(name) || name.equals(Cell.CORES))
        .filter(name -> !held.contains(name) && values(cell, name).size() > 1)
        .map(name -> Names.parameter(cell, name))
        .toList();
  }

  /// All conditions of a cell, whether they differ or not, in words.
  public static String all(Cell cell) {
    return cell.coordinates().keySet().stream()
        .filter(name -> !FACTORS.contains(name))
        .map(name -> Names.parameter(cell, name))
        .collect(Collectors.joining(", "));
  }

  /// What one side of a comparison is called: the value of the factor by which the sides differ.
  public static String side(Source source, Cell cell, String factor) {
    return switch (factor) {
      case Cell.CONTENDER -> Names.contender(cell);
      case Cell.THREAD_KIND -> Names.threadKind(cell);
      case Cell.CORES -> Names.cores(source.cores(cell));
      case Cell.JDK -> "JDK " + source.jdk(cell);
      case Cell.LANE -> Names.inItsRuntime(cell);
      default -> cell.coordinates().getOrDefault(factor, "");
    };
  }
}
