package dev.threadmill.analysis.claims;

import dev.threadmill.comparison.Relation;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Interval;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Two cells of our suite whose ratio answers a claim, or two such pairs.
///
/// @param benchmark its name without the package that all benchmarks share
/// @param quantity what is compared, by its label; `time` unless said otherwise
/// @param common coordinates of all cells: parameters, `cores`, `lane`, or `jdk` as a range such as
///     `24-`; a cell without a lane is the JVM's
/// @param faster what else the cell has that is claimed to be the faster one
/// @param slower what else the other cell has
/// @param ends for a crossover, what the cells have at one end and at the other
/// @param figure how many times faster the first is claimed to be; null where that was not
///     published
/// @param band from where to where that may lie for the claim to be reproduced; an end that is null
///     is open
/// @param anywhere whether the band holds on any machine, because it follows from arithmetic or is
///     part of the claim
/// @param leastCpus how many CPUs there must be for the question to make sense
public record Scenario(
    String name,
    String benchmark,
    ClaimKind kind,
    String quantity,
    Map<String, String> common,
    Map<String, String> faster,
    Map<String, String> slower,
    List<Map<String, String>> ends,
    @Nullable Double figure,
    @Nullable List<@Nullable Double> band,
    boolean anywhere,
    int leastCpus) {
  /// How far a figure may be off where system, instruction set and JDK are those of its source.
  private static final double NEAR = 2;

  /// The same where one of the three is another.
  private static final double FAR = 4;

  /// The way a scenario is judged.
  public enum ClaimKind {
    /// The first is faster, by a factor in a band.
    RATIO,
    DIRECTION,
    /// The two are about as fast, or the first is faster by no more than a bound.
    WITHIN,
    /// The first is faster at one end and slower at the other.
    CROSSOVER
  }

  public Scenario {
    quantity = quantity == null ? Quantity.TIME.label() : quantity;
    common = common == null ? Map.of() : common;
    faster = faster == null ? Map.of() : faster;
    slower = slower == null ? Map.of() : slower;
    ends = ends == null ? List.of(Map.of()) : ends;
  }

  Map<String, String> cell(Map<String, String> own, Map<String, String> end) {
    var all = new LinkedHashMap<>(common);
    all.putAll(end);
    all.putAll(own);
    return all;
  }

  public List<Map<String, String>> cells() {
    return ends.stream().flatMap(end -> Stream.of(cell(faster, end), cell(slower, end))).toList();
  }

  /// Where the factor must lie on a machine that differs from the claim's in so many of system,
  /// instruction set and JDK; null where only the direction can be judged.
  @Nullable Interval accepted(int differences) {
    Interval given = null;
    if (band != null) {
      Double low = band.get(0);
      Double high = band.get(1);
      given = new Interval(low == null ? 0 : low, high == null ? Double.POSITIVE_INFINITY : high);
    }
    if (anywhere || kind == ClaimKind.WITHIN) {
      return given;
    }
    if (kind != ClaimKind.RATIO || differences > 1) {
      return null;
    }
    if (figure == null || (given != null && differences == 0)) {
      return given;
    }
    double reach = differences == 0 ? NEAR : FAR;
    double low = Math.max(1, figure / reach);
    double high = figure * reach;
    return given == null
        ? new Interval(low, high)
        : new Interval(Math.min(given.low(), low), Math.max(given.high(), high));
  }

  /// What is claimed of the first of the two, such as `8.1x faster`.
  public String claimed() {
    var better = Relation.adjective(asked(), true);
    return switch (kind) {
      case RATIO -> figure == null ? better : Figures.number(figure) + "x " + better;
      case DIRECTION -> better;
      case WITHIN -> band != null && band.get(0) == null ? "hardly " + better : "the same";
      case CROSSOVER -> better + ", then " + Relation.adjective(asked(), false);
    };
  }

  Quantity asked() {
    return Quantity.asked(quantity);
  }

  /// The command that measures its cells.
  public String command() {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (var cell : cells()) {
      cell.forEach(
          (name, value) -> values.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(value));
    }
    var command =
        new StringBuilder("run --include ")
            .append(benchmark.replaceAll(".*\\.(\\w+)\\.\\w+", "$1"));
    values.forEach(
        (name, all) -> {
          var list = String.join(",", all);
          command.append(
              switch (name) {
                case Cell.JDK -> " --jdk " + list.replaceAll("-\\d*", ""); // the first of a range
                case Cell.CORES -> " --cores " + list;
                case Cell.LANE -> " --lanes " + list;
                default -> " --param " + name + "=" + list;
              });
        });
    return command.toString();
  }
}
